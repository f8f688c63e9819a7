-- The first version of the shared board. Later ones are added beside this file; none is ever changed.

-- One row. Whoever writes a run takes the next number of `change` from it and holds the row until the end of the
-- transaction: so changes become visible in the order of their numbers, and who reads those above the last one that was
-- seen never misses one that was numbered early and committed late.
CREATE TABLE polysemy_board (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version integer NOT NULL,
  -- Another board has another id, even where it has the same address.
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  change bigint NOT NULL DEFAULT 0
);
INSERT INTO polysemy_board (version) VALUES (1);

-- A game that is over. Times are those of this server: booths tell how long ago it was, because their clocks may be wrong.
CREATE TABLE polysemy_run (
  id uuid PRIMARY KEY,
  event text NOT NULL CHECK (char_length(event) <= 200),
  booth text CHECK (char_length(booth) BETWEEN 1 AND 100),
  pack text NOT NULL CHECK (char_length(pack) BETWEEN 1 AND 100),
  lang text NOT NULL CHECK (char_length(lang) BETWEEN 2 AND 35),
  code text CHECK (char_length(code) BETWEEN 1 AND 40),
  name text CHECK (char_length(name) BETWEEN 1 AND 64),
  began timestamptz NOT NULL CHECK (began BETWEEN '0001-01-01' AND '9999-12-31'),
  asked integer NOT NULL CHECK (asked BETWEEN 1 AND 1000),
  time_ms integer CHECK (time_ms >= 0),
  correct integer NOT NULL CHECK (correct BETWEEN 0 AND asked),
  points integer NOT NULL CHECK (points BETWEEN 0 AND 1000000000),
  took_ms integer NOT NULL CHECK (took_ms >= 0),
  rev integer NOT NULL CHECK (rev BETWEEN 1 AND 1000000000),
  change bigint NOT NULL
);
CREATE INDEX polysemy_run_change ON polysemy_run (event, change);

CREATE FUNCTION polysemy_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Who changes a run by hand need not know of versions.
  IF TG_OP = 'UPDATE' AND NEW.rev <= OLD.rev THEN
    NEW.rev := OLD.rev + 1;
  END IF;
  UPDATE polysemy_board SET change = change + 1 RETURNING change INTO NEW.change;
  RETURN NEW;
END
$$;
CREATE TRIGGER polysemy_change BEFORE INSERT OR UPDATE ON polysemy_run
  FOR EACH ROW EXECUTE FUNCTION polysemy_change();
