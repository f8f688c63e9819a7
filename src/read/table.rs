//! Tables of TOML, each declared once: from the declaration come its reader and its schema.

use serde_json::{Map, Value as Json, json};

use super::{Keys, Reading};

/// Declares a table: its meaning, and for each key its meaning, its name, what it is read into and what may be written.
/// The meanings are what editors show beside the keys.
///
/// What may be written is one of the types of [`types`](super::types): it must be there as it stands, may be left out
/// with `.optional()` or `.or_empty()`, and is taken for something usual with `.or(...)`.
///
/// A `struct` is read whole or not at all. Of a `partial struct` each key is an `Option`, which is `None` where the key
/// has a fault, so that what ties keys together can still be checked for the others; where it is `for` another type,
/// that type's `of` makes it of the keys. The schema calls a table by its type, unless it says `= "..."`.
macro_rules! keys {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident $(= $title:literal)? {
            $($(#[doc = $meaning:literal])* $shown:vis $key:ident: $type:ty = $form:expr,)*
        }
        $(relation $relation:expr;)?
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $name { $($(#[doc = $meaning])* $shown $key: $type,)* }

        impl $crate::read::FromTable for $name {
            const NAME: &'static str = $crate::read::keys!(@title $name $($title)?);

            $crate::read::keys!(@schema [$($doc)*] [$($relation)?] $([$($meaning)*] $key ($form))*);

            fn read(keys: &mut $crate::read::Keys, reading: &mut $crate::read::Reading) -> Option<Self> {
                use $crate::read::types::*;
                $(keys.relate(&$relation);)?
                // No name of a key may hide that of a type.
                let ($($key,)*) =
                    ($(KeyType::take(&$form, $crate::read::key_name(stringify!($key)), keys, reading),)*);
                Some(Self { $($key: $key?,)* })
            }
        }
    };
    (
        $(#[doc = $doc:literal])*
        $vis:vis partial struct $name:ident for $made:ident $keys:tt
        $(relation $relation:expr;)?
    ) => {
        $crate::read::keys! {
            $(#[doc = $doc])*
            $vis partial struct $name $keys
            $(relation $relation;)?
        }

        impl $crate::read::FromTable for $made {
            const NAME: &'static str = stringify!($made);

            fn schema(tables: &mut $crate::read::Tables) -> serde_json::Value {
                $name::schema(tables)
            }

            fn read(keys: &mut $crate::read::Keys, reading: &mut $crate::read::Reading) -> Option<Self> {
                Self::of($name::read(keys, reading), reading)
            }
        }
    };
    (
        $(#[doc = $doc:literal])*
        $vis:vis partial struct $name:ident {
            $($(#[doc = $meaning:literal])* $shown:vis $key:ident: $type:ty = $form:expr,)*
        }
        $(relation $relation:expr;)?
    ) => {
        $(#[doc = $doc])*
        #[allow(dead_code, reason = "some keys only matter while others are read")]
        $vis struct $name { $($(#[doc = $meaning])* $shown $key: Option<$type>,)* }

        impl $name {
            $crate::read::keys!(@schema [$($doc)*] [$($relation)?] $([$($meaning)*] $key ($form))*);

            fn read(keys: &mut $crate::read::Keys, reading: &mut $crate::read::Reading) -> Self {
                use $crate::read::types::*;
                $(keys.relate(&$relation);)?
                Self {
                    $($key: KeyType::take(&$form, $crate::read::key_name(stringify!($key)), keys, reading),)*
                }
            }
        }
    };
    (@title $name:ident $title:literal) => { $title };
    (@title $name:ident) => { stringify!($name) };
    (@schema [$($doc:literal)*] [$($relation:expr)?] $([$($meaning:literal)*] $key:ident ($form:expr))*) => {
        fn schema(tables: &mut $crate::read::Tables) -> serde_json::Value {
            use $crate::read::types::*;
            let mut table = $crate::read::TableSchema::new(&[$($doc),*]);
            $(
                let name = $crate::read::key_name(stringify!($key));
                KeyType::describe(&$form, name, &[$($meaning),*], &mut table, tables);
            )*
            $(table.relate(&$relation);)?
            table.into_json()
        }
    };
}

pub(crate) use keys;

/// The name of a key in TOML: Rust may need to write it otherwise.
pub(crate) fn key_name(written: &'static str) -> &'static str {
    written.strip_prefix("r#").unwrap_or(written)
}

pub(crate) trait FromTable: Sized {
    const NAME: &'static str;

    fn schema(tables: &mut Tables) -> Json;

    /// `None` where a fault was noted.
    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self>;
}

/// What ties the keys of a table together.
pub(crate) enum Relation {
    OneOf(&'static [&'static str]),
    /// Where the first is there, the others may not be.
    InPlaceOf(&'static str, &'static [&'static str]),
    /// A table that may be missing as a whole: any key needs the first, and that one needs the others. So one that is
    /// missing is missed once.
    Together(&'static str, &'static [&'static str]),
}

#[derive(Default)]
pub(crate) struct Tables(Map<String, Json>);

impl Tables {
    /// A reference to the schema of a table, which is added where it is not there yet.
    pub(crate) fn reference<T: FromTable>(&mut self) -> Json {
        self.add(T::NAME, T::schema)
    }

    pub(crate) fn add(&mut self, name: &str, schema: impl FnOnce(&mut Self) -> Json) -> Json {
        if !self.0.contains_key(name) {
            let schema = schema(self);
            self.0.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    pub(crate) fn into_json(self) -> Json {
        self.0.into()
    }
}

pub(crate) struct TableSchema {
    table: Map<String, Json>,
    properties: Map<String, Json>,
    names: Vec<&'static str>,
    needed: Vec<&'static str>,
}

impl TableSchema {
    /// A table without keys, and its meaning over some lines.
    pub(crate) fn new(meaning: &[&str]) -> Self {
        let mut table = Map::new();
        table.insert("type".to_owned(), "object".into());
        describe(&mut table, meaning);
        Self { table, properties: Map::new(), names: Vec::new(), needed: Vec::new() }
    }

    pub(crate) fn key(&mut self, name: &'static str, meaning: &[&str], mut schema: Json, needed: bool) {
        if let Json::Object(schema) = &mut schema {
            describe(schema, meaning);
        }
        self.properties.insert(name.to_owned(), schema);
        self.names.push(name);
        self.needed.extend(needed.then_some(name));
    }

    pub(crate) fn relate(&mut self, relation: &Relation) {
        match relation {
            Relation::OneOf(keys) => {
                let either: Vec<Json> = keys.iter().map(|key| json!({ "required": [key] })).collect();
                self.table.insert("oneOf".to_owned(), either.into());
            }
            Relation::InPlaceOf(key, others) => {
                let allowed: Vec<_> = self.names.iter().filter(|name| !others.contains(name)).collect();
                let rest = json!({ *key: { "propertyNames": { "enum": allowed } } });
                self.table.insert("dependencies".to_owned(), rest);
            }
            Relation::Together(first, others) => {
                let mut needs: Map<String, Json> =
                    self.names.iter().map(|name| ((*name).to_owned(), json!([first]))).collect();
                needs.insert((*first).to_owned(), json!(others));
                self.table.insert("dependencies".to_owned(), needs.into());
                self.needed.clear();
            }
        }
    }

    pub(crate) fn into_json(mut self) -> Json {
        self.table.insert(ORDER.to_owned(), self.names.into());
        if !self.properties.is_empty() {
            self.table.insert("properties".to_owned(), self.properties.into());
        }
        if !self.needed.is_empty() {
            self.table.insert("required".to_owned(), self.needed.into());
        }
        self.table.into()
    }
}

/// Where the schema of a table keeps the names of its keys in the order in which they are declared; no editor needs it.
pub(crate) const ORDER: &str = "x-order";

/// Where the schema of a table that depends on its `type` keeps those of its types, until they are put together.
pub(crate) const BY_TYPE: &str = "x-by-type";

/// The further keys of one type of a table.
pub(crate) struct CaseSchema(Json);

impl CaseSchema {
    pub(crate) fn of<T: FromTable>(of: &str, tables: &mut Tables) -> Self {
        Self::new(of, T::NAME, tables, T::schema)
    }

    pub(crate) fn new(of: &str, name: &str, tables: &mut Tables, schema: impl FnOnce(&mut Tables) -> Json) -> Self {
        Self(json!([of, name, tables.add(name, schema)]))
    }
}

/// The schema of a table by the keys that all its types have, and the further keys of each. These may narrow what all
/// have.
pub(crate) fn by_type(mut shared: Json, cases: Vec<CaseSchema>) -> Json {
    shared[BY_TYPE] = cases.into_iter().map(|case| case.0).collect();
    shared
}

fn describe(schema: &mut Map<String, Json>, meaning: &[&str]) {
    let lines: Vec<&str> = meaning.iter().map(|line| line.trim()).collect();
    if !lines.is_empty() {
        schema.insert("description".to_owned(), lines.join(" ").into());
    }
}
