using System.Globalization;
using Microsoft.Data.Sqlite;
using Tidemark.Storage.Homes;

namespace Tidemark.Storage.Database;

/// <summary>
/// The SQLite database of a home, at the schema version of this program: a newer file is refused, an older one is migrated after a
/// backup beside it (<c>tidemark.db.v1.backup</c>). Several processes may have it open.
/// </summary>
public sealed class HomeDatabase : IDisposable
{
    private const int BusySeconds = 10;
    private readonly string path;
    private readonly string[] versions;

    private HomeDatabase(string path, string[] versions)
    {
        this.path = path;
        this.versions = versions;
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false, DefaultTimeout = BusySeconds };
        Connection = new SqliteConnection(text.ToString());
    }

    public SqliteConnection Connection { get; }

    /// <summary>Opens the database of a home; creates it when it is absent.</summary>
    /// <exception cref="DatabaseVersionException">The file is of a newer program, or of another one.</exception>
    /// <exception cref="SqliteException">The file cannot be opened or written, or is damaged.</exception>
    /// <exception cref="DllNotFoundException">The system has no SQLite library.</exception>
    public static HomeDatabase Open(HomeFolder home)
    {
        Directory.CreateDirectory(home.Path);
        return Open(home.DatabaseFile, DatabaseSchema.Versions);
    }

    /// <param name="path">The file.</param>
    /// <param name="versions">The SQL of each version; see <see cref="DatabaseSchema"/>.</param>
    internal static HomeDatabase Open(string path, string[] versions)
    {
        SqliteLibrary.Load();
        var database = new HomeDatabase(path, versions);
        try
        {
            database.Connection.Open();
            database.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
            database.BringUpToDate();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public void Dispose() => Connection.Dispose();

    /// <summary>Runs statements that return nothing.</summary>
    internal void Execute(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void BringUpToDate()
    {
        if (CheckedVersion() == versions.Length) return;
        var backup = BackUp();
        // The version is read again under the write lock: another process may have migrated meanwhile.
        using (var transaction = Connection.BeginTransaction(deferred: false))
        {
            var version = CheckedVersion();
            for (var next = version; next < versions.Length; next++) Execute(versions[next]);
            Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {versions.Length}; PRAGMA application_id = {DatabaseSchema.ApplicationId};"));
            if (version < versions.Length) KeepBackup(backup, version);
            transaction.Commit();
        }
        if (backup is not null) File.Delete(backup);
    }

    private long CheckedVersion()
    {
        var version = Scalar("PRAGMA user_version");
        var application = Scalar("PRAGMA application_id");
        if (application != 0 && application != DatabaseSchema.ApplicationId) throw new DatabaseVersionException($"{path} belongs to another program");
        if (application == 0 && Scalar("SELECT count(*) FROM sqlite_schema") > 0) throw new DatabaseVersionException($"{path} belongs to another program");
        if (version > versions.Length)
            throw new DatabaseVersionException(string.Create(CultureInfo.InvariantCulture, $"{path} has version {version}; this program knows versions up to {versions.Length}: use a newer program"));
        return version;
    }

    /// <summary>A copy of everything committed, under a name of its own; null when there is nothing yet.</summary>
    private string? BackUp()
    {
        if (CheckedVersion() == 0) return null;
        var copy = $"{path}.{Environment.ProcessId}.part";
        File.Delete(copy);
        using var command = Connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
        return copy;
    }

    private void KeepBackup(string? backup, long version)
    {
        if (backup is not null) File.Move(backup, string.Create(CultureInfo.InvariantCulture, $"{path}.v{version}.backup"), overwrite: true);
    }

    private long Scalar(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
