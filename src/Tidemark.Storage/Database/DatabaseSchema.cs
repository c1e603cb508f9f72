namespace Tidemark.Storage.Database;

/// <summary>The tables of <c>tidemark.db</c>. Each version is the SQL that leads to it from the one before; past versions are never changed.</summary>
internal static class DatabaseSchema
{
    /// <summary>Marks the file as ours: "TIDE" in ASCII.</summary>
    public const int ApplicationId = 0x54494445;

    public static readonly string[] Versions =
    [
        """
        CREATE TABLE runs (
            id TEXT NOT NULL PRIMARY KEY,
            kept_at TEXT NOT NULL,
            strategy TEXT NOT NULL,
            instruments TEXT NOT NULL,
            bar_interval TEXT NOT NULL,
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            bars INTEGER NOT NULL,
            total_return REAL,
            sharpe_ratio REAL,
            max_drawdown REAL,
            round_trips INTEGER NOT NULL,
            run_hash TEXT NOT NULL,
            data_hash TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE model_names (
            name TEXT NOT NULL PRIMARY KEY,
            last_version INTEGER NOT NULL,
            champion INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE model_versions (
            name TEXT NOT NULL REFERENCES model_names (name),
            version INTEGER NOT NULL,
            made_at TEXT NOT NULL,
            kind TEXT NOT NULL,
            file TEXT NOT NULL,
            file_hash TEXT NOT NULL,
            instrument TEXT NOT NULL,
            bar_interval TEXT NOT NULL,
            trained_from TEXT NOT NULL,
            trained_to TEXT NOT NULL,
            data_hash TEXT NOT NULL,
            parent INTEGER,
            made_by TEXT NOT NULL,
            code_version TEXT NOT NULL,
            document TEXT NOT NULL,
            PRIMARY KEY (name, version)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE model_events (
            id INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            happened_at TEXT NOT NULL,
            kind TEXT NOT NULL,
            from_version INTEGER,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX model_events_of_name ON model_events (name, id);
        CREATE TABLE model_test_reads (
            id INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            read_at TEXT NOT NULL,
            data_hash TEXT NOT NULL,
            instrument TEXT NOT NULL,
            bar_interval TEXT NOT NULL,
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            samples INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX model_test_reads_of_data ON model_test_reads (instrument, bar_interval);
        """,
        """
        CREATE TABLE test_reads (
            id INTEGER NOT NULL PRIMARY KEY,
            read_at TEXT NOT NULL,
            data_hash TEXT NOT NULL,
            instrument TEXT NOT NULL,
            bar_interval TEXT NOT NULL,
            starts_at TEXT NOT NULL,
            ends_at TEXT NOT NULL,
            samples INTEGER NOT NULL,
            marks TEXT NOT NULL,
            tried TEXT NOT NULL,
            trials INTEGER NOT NULL,
            name TEXT NOT NULL,
            version INTEGER
        ) STRICT;
        INSERT INTO test_reads SELECT id, read_at, data_hash, instrument, bar_interval, starts_at, ends_at, samples, '', '', 1, name, version FROM model_test_reads ORDER BY id;
        DROP TABLE model_test_reads;
        """,
    ];
}
