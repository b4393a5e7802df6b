-- Clients, farms, blocks, rows, vines and scans, as the registry file writes them. SQL that SQLite and PostgreSQL both
-- run. What does not fit together is kept as it is, for the verification to find: so names and numbers are not unique.

CREATE TABLE clients (
    id   TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE farms (
    id        TEXT NOT NULL PRIMARY KEY,
    client_id TEXT NOT NULL REFERENCES clients (id),
    name      TEXT NOT NULL
);

CREATE TABLE blocks (
    id          TEXT NOT NULL PRIMARY KEY,
    farm_id     TEXT NOT NULL REFERENCES farms (id),
    name        TEXT NOT NULL,
    num_rows    INTEGER,
    row_space   DOUBLE PRECISION, -- metres
    plant_space DOUBLE PRECISION, -- metres
    varietal    TEXT NOT NULL,
    geometry    TEXT              -- a GeoJSON Polygon, WGS 84
);

-- "place" is the order within the parent, from 0
CREATE TABLE block_rows (
    block_id   TEXT    NOT NULL REFERENCES blocks (id),
    place      INTEGER NOT NULL,
    id         TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    num_plants INTEGER,
    geometry   TEXT,              -- a GeoJSON LineString from the end of the first vine, WGS 84
    PRIMARY KEY (block_id, place)
);

CREATE TABLE vines (
    block_id  TEXT    NOT NULL,
    row_place INTEGER NOT NULL,
    place     INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    longitude DOUBLE PRECISION,   -- degrees, WGS 84
    latitude  DOUBLE PRECISION,
    variety   TEXT    NOT NULL,
    PRIMARY KEY (block_id, row_place, place),
    FOREIGN KEY (block_id, row_place) REFERENCES block_rows (block_id, place)
);

CREATE TABLE scans (
    client_id   TEXT NOT NULL REFERENCES clients (id),
    scan_id     TEXT NOT NULL,
    farm        TEXT NOT NULL,
    start_left  INTEGER,
    start_right INTEGER,
    direction   INTEGER,
    started     TEXT NOT NULL,    -- as written
    ended       TEXT NOT NULL,    -- as written
    PRIMARY KEY (client_id, scan_id)
);

CREATE TABLE scan_blocks (
    client_id TEXT    NOT NULL,
    scan_id   TEXT    NOT NULL,
    place     INTEGER NOT NULL,
    block     TEXT    NOT NULL,   -- the block's name
    PRIMARY KEY (client_id, scan_id, place),
    FOREIGN KEY (client_id, scan_id) REFERENCES scans (client_id, scan_id)
);

CREATE TABLE scan_cameras (
    client_id TEXT NOT NULL,
    scan_id   TEXT NOT NULL,
    camera    TEXT NOT NULL,
    side      TEXT,               -- left, right; null where it could not be read
    PRIMARY KEY (client_id, scan_id, camera),
    FOREIGN KEY (client_id, scan_id) REFERENCES scans (client_id, scan_id)
);

CREATE INDEX farms_of_client ON farms (client_id);
CREATE INDEX blocks_of_farm ON blocks (farm_id);
