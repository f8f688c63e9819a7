BEGIN;

-- Nothing that is called here can be anything but PostgreSQL's own.
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL client_min_messages = warning;

DO $$
DECLARE
  owner name := (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = to_regclass('public.polysemy_run'));
BEGIN
  IF owner <> 'polysemy_owner' THEN
    RAISE EXCEPTION 'the tables that are here belong to %, who could have done anything with them', owner
      USING HINT = 'Make a new database, run this there, and name it in the url of each booth: booths fill it again.';
  END IF;
  -- Nobody can log in as the owner; booths are members of the other.
  IF to_regrole('polysemy_owner') IS NULL THEN
    CREATE ROLE polysemy_owner NOLOGIN;
  END IF;
  IF to_regrole('polysemy_booth') IS NULL THEN
    CREATE ROLE polysemy_booth NOLOGIN;
  END IF;
  -- Where there is no superuser, as with a server that is rented.
  IF NOT pg_has_role(current_user, 'polysemy_owner', 'USAGE') THEN
    EXECUTE format('GRANT polysemy_owner TO %I', current_user);
  END IF;
  EXECUTE format('ALTER DATABASE %I OWNER TO polysemy_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO polysemy_booth', current_database());
  -- Large objects, and queries whose results do not fit into memory, would fill the disk.
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    ALTER SCHEMA public OWNER TO polysemy_owner;
    REVOKE ALL ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
    EXECUTE format('ALTER DATABASE %I SET temp_file_limit = ''64MB''', current_database());
  END IF;
END
$$;

-- From here on nothing is done with more rights than those of the owner.
SET LOCAL ROLE polysemy_owner;

REVOKE ALL ON SCHEMA public FROM PUBLIC, polysemy_booth;
GRANT USAGE ON SCHEMA public TO polysemy_booth;

-- One row. Whoever writes a run takes the next number of `change` from it and holds the row until the end of the
-- transaction: so changes become visible in the order of their numbers, and who reads those above the last one that was
-- seen never misses one that was numbered early and committed late.
CREATE TABLE IF NOT EXISTS public.polysemy_board (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version integer NOT NULL,
  -- Another board has another id, even where it has the same address.
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  change bigint NOT NULL DEFAULT 0
);
INSERT INTO public.polysemy_board (version) VALUES (2) ON CONFLICT DO NOTHING;

-- A game that is over. Times are those of this server: booths tell how long ago it was, because their clocks may be wrong.
CREATE TABLE IF NOT EXISTS public.polysemy_run (
  id uuid PRIMARY KEY,
  event text NOT NULL CHECK (char_length(event) <= 200),
  booth text CHECK (char_length(booth) BETWEEN 1 AND 100),
  pack text NOT NULL CHECK (char_length(pack) BETWEEN 1 AND 100),
  lang text NOT NULL CHECK (char_length(lang) BETWEEN 2 AND 35),
  code text CHECK (char_length(code) BETWEEN 1 AND 40),
  name text CHECK (char_length(name) BETWEEN 1 AND 64),
  began timestamptz NOT NULL CHECK (began BETWEEN '0001-01-01' AND '9999-12-31'),
  asked integer NOT NULL CHECK (asked BETWEEN 1 AND 20),
  time_ms integer CHECK (time_ms BETWEEN 0 AND 86400000),
  correct integer NOT NULL CHECK (correct BETWEEN 0 AND asked),
  -- No answer earns more than 350.
  points integer NOT NULL CHECK (points BETWEEN 0 AND 350 * correct),
  took_ms integer NOT NULL CHECK (took_ms BETWEEN 0 AND 86400000),
  rev integer NOT NULL CHECK (rev BETWEEN 1 AND 1000000000),
  change bigint NOT NULL,
  -- An operator took it off the boards.
  off boolean NOT NULL DEFAULT false,
  -- Who sent it first, the user of a booth, and when.
  sender text NOT NULL DEFAULT session_user,
  received timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS polysemy_run_change ON public.polysemy_run (event, change);

-- Numbers a change. It runs with the rights of the owner, whoever changes a run, and finds nothing by a search path.
CREATE OR REPLACE FUNCTION public.polysemy_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- Who changes a run by hand need not know of versions. Beyond the last one they are counted no more.
  IF TG_OP = 'UPDATE' THEN
    NEW.rev := greatest(NEW.rev, least(OLD.rev, 999999999) + 1);
  END IF;
  UPDATE public.polysemy_board SET change = change + 1 RETURNING change INTO NEW.change;
  RETURN NEW;
END
$$;
DROP TRIGGER IF EXISTS polysemy_change ON public.polysemy_run;
CREATE TRIGGER polysemy_change BEFORE INSERT OR UPDATE ON public.polysemy_run
  FOR EACH ROW EXECUTE FUNCTION public.polysemy_change();

-- All that a booth can change: it adds games, names those that it added, and takes names and games away from all. Sending
-- twice is sending once. What comes back are the games that others added and that it wanted to name.
-- In order: ids, events, booths, packs, languages, codes, names, milliseconds since they began, questions, milliseconds for
-- each, right answers, points, milliseconds that all took, versions, whether they are off the boards.
CREATE OR REPLACE FUNCTION public.polysemy_send(
  uuid[], text[], text[], text[], text[], text[], text[], bigint[], integer[], integer[], integer[], integer[], integer[],
  integer[], boolean[]
) RETURNS SETOF uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT r.id FROM unnest($1, $7, $14) AS t (id, name, rev) JOIN public.polysemy_run AS r ON r.id = t.id
    WHERE r.sender <> session_user AND t.rev > r.rev AND t.name <> coalesce(r.name, '');

  INSERT INTO public.polysemy_run AS r
    (id, event, booth, pack, lang, code, name, began, asked, time_ms, correct, points, took_ms, rev, change, off, sender)
  SELECT id, event, booth, pack, lang, code, name,
    now() - least(greatest(age, 0), 31622400000) * interval '1 millisecond',
    asked, time_ms, correct, points, took_ms, rev, 0, off, session_user
  FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    AS t (id, event, booth, pack, lang, code, name, age, asked, time_ms, correct, points, took_ms, rev, off)
  ON CONFLICT (id) DO UPDATE SET
    name = CASE
      WHEN excluded.name IS NULL AND excluded.rev >= r.rev THEN NULL
      WHEN r.sender = session_user AND excluded.rev > r.rev THEN excluded.name
      ELSE r.name END,
    off = r.off OR excluded.off,
    rev = greatest(r.rev, excluded.rev)
  WHERE (excluded.name IS NULL AND excluded.rev >= r.rev AND r.name IS NOT NULL)
    OR (r.sender = session_user AND excluded.rev > r.rev)
    OR (excluded.off AND NOT r.off);
END
$$;

REVOKE ALL ON public.polysemy_board, public.polysemy_run FROM PUBLIC, polysemy_booth;
REVOKE ALL ON FUNCTION public.polysemy_change() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.polysemy_send(
  uuid[], text[], text[], text[], text[], text[], text[], bigint[], integer[], integer[], integer[], integer[], integer[],
  integer[], boolean[]
) FROM PUBLIC;
GRANT SELECT ON public.polysemy_board, public.polysemy_run TO polysemy_booth;
GRANT EXECUTE ON FUNCTION public.polysemy_send(
  uuid[], text[], text[], text[], text[], text[], text[], bigint[], integer[], integer[], integer[], integer[], integer[],
  integer[], boolean[]
) TO polysemy_booth;

COMMIT;
