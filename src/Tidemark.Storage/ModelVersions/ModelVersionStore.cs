using System.Globalization;
using Microsoft.Data.Sqlite;
using Tidemark.Storage.Database;
using Tidemark.Storage.Homes;

namespace Tidemark.Storage.ModelVersions;

/// <summary>
/// The tables of model versions in the database of a home. Each call opens the database for itself, so several processes may use it at once;
/// what belongs together happens in one transaction.
/// </summary>
public sealed class ModelVersionStore(HomeFolder home)
{
    private const string Columns = "name, version, made_at, kind, file, file_hash, instrument, bar_interval, trained_from, trained_to, data_hash, parent, made_by, code_version, document";

    /// <summary>Adds a version under the next free number.</summary>
    /// <param name="version">The version; its number is given here.</param>
    /// <param name="mayLead">Whether it becomes the champion where it is the only version of its name.</param>
    /// <returns>The version with its number.</returns>
    public ModelVersion Add(ModelVersion version, bool mayLead) => Write(connection =>
    {
        Run(connection, "INSERT INTO model_names (name, last_version, champion) VALUES ($0, 0, NULL) ON CONFLICT DO NOTHING", version.Name);
        Run(connection, "UPDATE model_names SET last_version = last_version + 1 WHERE name = $0", version.Name);
        var names = NameOf(connection, version.Name)!;
        var added = version with { Version = names.LastVersion };
        Run(connection, $"INSERT INTO model_versions ({Columns}) VALUES ({string.Join(", ", Enumerable.Range(0, 15).Select(i => $"${i}"))})",
            added.Name, added.Version, added.MadeAt, added.Kind, added.File, added.FileHash, added.Instrument, added.Interval, added.TrainedFrom, added.TrainedTo,
            added.DataHash, added.Parent, added.MadeBy, added.CodeVersion, added.Document);
        AddEvent(connection, new ModelEvent(added.Name, added.Version, added.MadeAt, ModelEventKind.Registered, null, added.MadeBy));
        if (mayLead && names.Champion is null && Read(connection, "WHERE name = $0", added.Name).Count == 1)
            SetChampion(connection, new ModelEvent(added.Name, added.Version, added.MadeAt, ModelEventKind.Promoted, null, "there was no other version"));
        return added;
    });

    /// <summary>Replaces the document of a version; nothing else of a version changes.</summary>
    public void SetDocument(string name, int version, string document) =>
        Write(connection => Run(connection, "UPDATE model_versions SET document = $2 WHERE name = $0 AND version = $1", name, version, document));

    /// <summary>Makes a version the champion, if the champion is still the one that the decision was made against.</summary>
    /// <param name="event">Its <see cref="ModelEvent.FromVersion"/> is the champion that is replaced.</param>
    /// <returns>False when another process has changed the champion meanwhile, or the version is gone; nothing is done then. A champion that was taken
    /// out is changed too: nobody steps into its place by having been measured against it.</returns>
    public bool TryPromote(ModelEvent @event) => Write(connection =>
    {
        if (NameOf(connection, @event.Name)?.Champion != @event.FromVersion || Read(connection, "WHERE name = $0 AND version = $1", @event.Name, @event.Version).Count == 0) return false;
        SetChampion(connection, @event);
        return true;
    });

    /// <summary>Keeps that something happened which changes no champion.</summary>
    public void Record(ModelEvent @event) => Write(connection => AddEvent(connection, @event));

    /// <summary>Keeps that data kept for the end is about to be looked at.</summary>
    /// <returns>The same with its number.</returns>
    public TestRead Record(TestRead read) => Write(connection => read with
    {
        Id = Query(connection, "INSERT INTO test_reads (read_at, data_hash, instrument, bar_interval, starts_at, ends_at, samples, marks, tried, trials, name, version) VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
            reader => reader.GetInt64(0), read.ReadAt, read.DataHash, read.Instrument, read.Interval, read.From, read.To, read.Samples, read.Marks, read.Tried, read.Trials, read.Name, read.Version)[0],
    });

    /// <summary>Keeps which version came of the training that looked.</summary>
    public void SetVersion(TestRead read, string name, int version) => Write(connection => Run(connection, "UPDATE test_reads SET name = $1, version = $2 WHERE id = $0", read.Id, name, version));

    /// <summary>Takes a version out; its history stays. A champion that is taken out leaves its place empty.</summary>
    /// <param name="version">The version.</param>
    /// <param name="wasChampion">Whether it was the champion when that was decided.</param>
    /// <param name="now">ISO-8601.</param>
    /// <param name="reason">Why, for people.</param>
    /// <returns>Whether no other version uses its file; null when it has become the champion meanwhile, or is so no longer, and nothing is done.</returns>
    public bool? TryRemove(ModelVersion version, bool wasChampion, string now, string reason) => Write<bool?>(connection =>
    {
        if ((NameOf(connection, version.Name)?.Champion == version.Version) != wasChampion) return null;
        Run(connection, "DELETE FROM model_versions WHERE name = $0 AND version = $1", version.Name, version.Version);
        Run(connection, "UPDATE model_names SET champion = NULL WHERE name = $0 AND champion = $1", version.Name, version.Version);
        AddEvent(connection, new ModelEvent(version.Name, version.Version, now, ModelEventKind.Removed, null, reason));
        return Read(connection, "WHERE file = $0", version.File).Count == 0;
    });

    /// <summary>All names, in order.</summary>
    public IReadOnlyList<ModelName> Names() => Look(connection => Query(connection, "SELECT name, last_version, champion FROM model_names ORDER BY name",
        reader => new ModelName(reader.GetString(0), reader.GetInt32(1), Number(reader, 2))));

    /// <summary>All versions, by name and number.</summary>
    public IReadOnlyList<ModelVersion> Versions() => Look(connection => Read(connection, ""));

    /// <summary>The versions of a name, by number.</summary>
    public IReadOnlyList<ModelVersion> Versions(string name) => Look(connection => Read(connection, "WHERE name = $0", name));

    /// <summary>What happened to a name, the oldest first.</summary>
    public IReadOnlyList<ModelEvent> Events(string name) => Look(connection => Query(connection,
        "SELECT name, version, happened_at, kind, from_version, reason FROM model_events WHERE name = $0 ORDER BY id",
        reader => new ModelEvent(reader.GetString(0), reader.GetInt32(1), reader.GetString(2), Enum.Parse<ModelEventKind>(reader.GetString(3)), Number(reader, 4), reader.GetString(5)), name));

    /// <summary>All looks at data kept for the end, the oldest first.</summary>
    public IReadOnlyList<TestRead> TestReads() => Look(connection => Query(connection,
        "SELECT id, read_at, data_hash, instrument, bar_interval, starts_at, ends_at, samples, marks, tried, trials, name, version FROM test_reads ORDER BY id", reader => new TestRead
        {
            Id = reader.GetInt64(0),
            ReadAt = reader.GetString(1),
            DataHash = reader.GetString(2),
            Instrument = reader.GetString(3),
            Interval = reader.GetString(4),
            From = reader.GetString(5),
            To = reader.GetString(6),
            Samples = reader.GetInt32(7),
            Marks = reader.GetString(8),
            Tried = reader.GetString(9),
            Trials = reader.GetInt32(10),
            Name = reader.GetString(11),
            Version = Number(reader, 12),
        }));

    private static void SetChampion(SqliteConnection connection, ModelEvent @event)
    {
        Run(connection, "UPDATE model_names SET champion = $1 WHERE name = $0", @event.Name, @event.Version);
        AddEvent(connection, @event);
    }

    private static int AddEvent(SqliteConnection connection, ModelEvent @event) => Run(connection,
        "INSERT INTO model_events (name, version, happened_at, kind, from_version, reason) VALUES ($0, $1, $2, $3, $4, $5)",
        @event.Name, @event.Version, @event.HappenedAt, @event.Kind.ToString(), @event.FromVersion, @event.Reason);

    private static ModelName? NameOf(SqliteConnection connection, string name) => Query(connection,
        "SELECT name, last_version, champion FROM model_names WHERE name = $0", reader => new ModelName(reader.GetString(0), reader.GetInt32(1), Number(reader, 2)), name).FirstOrDefault();

    private static List<ModelVersion> Read(SqliteConnection connection, string where, params object?[] values) => Query(connection,
        $"SELECT {Columns} FROM model_versions {where} ORDER BY name, version", reader => new ModelVersion
        {
            Name = reader.GetString(0),
            Version = reader.GetInt32(1),
            MadeAt = reader.GetString(2),
            Kind = reader.GetString(3),
            File = reader.GetString(4),
            FileHash = reader.GetString(5),
            Instrument = reader.GetString(6),
            Interval = reader.GetString(7),
            TrainedFrom = reader.GetString(8),
            TrainedTo = reader.GetString(9),
            DataHash = reader.GetString(10),
            Parent = Number(reader, 11),
            MadeBy = reader.GetString(12),
            CodeVersion = reader.GetString(13),
            Document = reader.GetString(14),
        }, values);

    private static int? Number(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private static int Run(SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, object?[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"${i}"), values[i] ?? DBNull.Value);
        return command;
    }

    /// <summary>Looks without making a database where there is none.</summary>
    private IReadOnlyList<T> Look<T>(Func<SqliteConnection, List<T>> query)
    {
        if (!File.Exists(home.DatabaseFile)) return [];
        using var database = HomeDatabase.Open(home);
        return query(database.Connection);
    }

    private T Write<T>(Func<SqliteConnection, T> write)
    {
        using var database = HomeDatabase.Open(home);
        using var transaction = database.Connection.BeginTransaction(deferred: false);
        var result = write(database.Connection);
        transaction.Commit();
        return result;
    }
}
