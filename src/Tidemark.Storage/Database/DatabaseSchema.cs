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
    ];
}
