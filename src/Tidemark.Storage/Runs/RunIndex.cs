using Microsoft.Data.Sqlite;
using Tidemark.Storage.Database;
using Tidemark.Storage.Homes;

namespace Tidemark.Storage.Runs;

/// <summary>The list of kept runs, fast for thousands of them: a table that takes in new documents when it is asked.</summary>
public sealed class RunIndex(HomeFolder home)
{
    private const string Columns = "id, kept_at, strategy, instruments, bar_interval, starts_at, ends_at, bars, total_return, sharpe_ratio, max_drawdown, round_trips, run_hash, data_hash";

    private readonly RunStore store = new(home);

    /// <summary>All kept runs, the newest first.</summary>
    /// <param name="damaged">One sentence for each document that could not be read; those runs are left out.</param>
    public IReadOnlyList<KeptRun> List(out IReadOnlyList<string> damaged)
    {
        var problems = new List<string>();
        damaged = problems;
        var ids = store.Ids();
        if (ids.Count == 0) return [];
        try
        {
            using var database = HomeDatabase.Open(home);
            TakeIn(database, ids, problems);
            return Read(database.Connection);
        }
        catch (Exception e) when (e is SqliteException or DllNotFoundException or UnauthorizedAccessException or DatabaseVersionException)
        {
            // The index only saves time: without a database the documents themselves are read.
            problems.Clear();
            problems.Add($"the index in {home.DatabaseFile} is not usable ({e.Message}); read the documents instead");
            return [.. ids.Reverse().Select(id => TryLoad(id, problems)).OfType<KeptRun>()];
        }
    }

    private void TakeIn(HomeDatabase database, IReadOnlyList<string> ids, List<string> problems)
    {
        var known = KnownIds(database.Connection);
        var present = ids.ToHashSet(StringComparer.Ordinal);
        var missing = ids.Where(id => !known.Contains(id)).Select(id => TryLoad(id, problems)).OfType<KeptRun>().ToArray();
        var gone = known.Where(id => !present.Contains(id)).ToArray();
        if (missing.Length == 0 && gone.Length == 0) return;
        using var transaction = database.Connection.BeginTransaction(deferred: false);
        foreach (var run in missing) Insert(database.Connection, run);
        foreach (var id in gone) Delete(database.Connection, id);
        transaction.Commit();
    }

    private KeptRun? TryLoad(string id, List<string> problems)
    {
        try
        {
            using var document = store.Load(id);
            return KeptRun.Of(id, document.RootElement);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or KeyNotFoundException or InvalidOperationException)
        {
            problems.Add(e is InvalidDataException or IOException ? e.Message : $"{id}: the document lacks something a run has");
            return null;
        }
    }

    private static HashSet<string> KnownIds(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM runs";
        using var reader = command.ExecuteReader();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read()) ids.Add(reader.GetString(0));
        return ids;
    }

    private static List<KeptRun> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM runs ORDER BY id DESC";
        using var reader = command.ExecuteReader();
        var runs = new List<KeptRun>();
        while (reader.Read())
            runs.Add(new KeptRun(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetString(6), reader.GetInt64(7), Real(reader, 8), Real(reader, 9), Real(reader, 10), reader.GetInt64(11), reader.GetString(12), reader.GetString(13)));
        return runs;
    }

    private static double? Real(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    private static void Insert(SqliteConnection connection, KeptRun run)
    {
        object?[] values =
        [
            run.Id, run.KeptAt, run.Strategy, run.Instruments, run.Interval, run.From, run.To, run.Bars,
            run.TotalReturn, run.SharpeRatio, run.MaximumDrawdown, run.RoundTrips, run.RunHash, run.DataHash,
        ];
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT OR IGNORE INTO runs ({Columns}) VALUES ({string.Join(", ", Enumerable.Range(0, values.Length).Select(i => $"$p{i}"))})";
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"$p{i}", values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static void Delete(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM runs WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }
}
