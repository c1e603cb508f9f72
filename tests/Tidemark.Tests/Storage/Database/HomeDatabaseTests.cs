using System.Globalization;
using Microsoft.Data.Sqlite;
using Tidemark.Storage.Database;
using Tidemark.Storage.Homes;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Tests.Storage.Database;

public sealed class HomeDatabaseTests : IDisposable
{
    private static readonly string[] TwoVersions = ["CREATE TABLE a (x INTEGER) STRICT;", "CREATE TABLE b (y TEXT) STRICT; INSERT INTO b SELECT 'from ' || x FROM a;"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-database-");

    private string DatabasePath => Path.Combine(folder.FullName, "tidemark.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Open_NewHome_CreatesTheCurrentVersion()
    {
        using var database = HomeDatabase.Open(new HomeFolder(Path.Combine(folder.FullName, "new", "home")));
        Assert.Equal(DatabaseSchema.Versions.Length, Scalar(database, "PRAGMA user_version"));
        Assert.Equal(0, Scalar(database, "SELECT count(*) FROM runs"));
    }

    [Fact]
    public void Open_OlderVersion_MigratesAndKeepsABackup()
    {
        using (var old = HomeDatabase.Open(DatabasePath, TwoVersions[..1])) old.Execute("INSERT INTO a VALUES (42)");
        using (var migrated = HomeDatabase.Open(DatabasePath, TwoVersions))
        {
            Assert.Equal(2, Scalar(migrated, "PRAGMA user_version"));
            Assert.Equal(1, Scalar(migrated, "SELECT count(*) FROM b WHERE y = 'from 42'"));
        }
        using var backup = HomeDatabase.Open(DatabasePath + ".v1.backup", TwoVersions[..1]);
        Assert.Equal(42, Scalar(backup, "SELECT x FROM a"));
        Assert.Empty(Directory.GetFiles(folder.FullName, "*.part"));
    }

    [Fact]
    public void Open_MigrationThatFails_LeavesTheOldVersionWhole()
    {
        using (var old = HomeDatabase.Open(DatabasePath, TwoVersions[..1])) old.Execute("INSERT INTO a VALUES (42)");
        Assert.Throws<SqliteException>(() => HomeDatabase.Open(DatabasePath, [TwoVersions[0], "CREATE TABLE b (y TEXT) STRICT; INSERT INTO nowhere VALUES (1);"]));
        using var again = HomeDatabase.Open(DatabasePath, TwoVersions[..1]);
        Assert.Equal(42, Scalar(again, "SELECT x FROM a"));
        Assert.Equal(0, Scalar(again, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"));
    }

    [Fact]
    public void Open_NewerVersion_IsRefusedUntouched()
    {
        using (HomeDatabase.Open(DatabasePath, TwoVersions)) { }
        var before = File.ReadAllBytes(DatabasePath);
        var refusal = Assert.Throws<DatabaseVersionException>(() => HomeDatabase.Open(DatabasePath, TwoVersions[..1]));
        Assert.Contains("has version 2; this program knows versions up to 1", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(DatabasePath));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefused()
    {
        using (var other = HomeDatabase.Open(DatabasePath, TwoVersions)) other.Execute("PRAGMA application_id = 7");
        Assert.Throws<DatabaseVersionException>(() => HomeDatabase.Open(DatabasePath, TwoVersions));
    }

    [Fact]
    public void Open_FileThatIsNoDatabase_IsRefused()
    {
        File.WriteAllText(DatabasePath, new string('x', 5000));
        Assert.Throws<SqliteException>(() => HomeDatabase.Open(DatabasePath, TwoVersions));
        Assert.Equal(new string('x', 5000), File.ReadAllText(DatabasePath));
    }

    [Fact]
    public void Open_FromSeveralThreadsAtOnce_CreatesItOnce()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var database = HomeDatabase.Open(DatabasePath, TwoVersions);
            Assert.Equal(2, Scalar(database, "PRAGMA user_version"));
        });
    }

    [Fact]
    public void Open_CommittedSampleOfVersion1_IsUnderstood()
    {
        var home = new HomeFolder(folder.FullName);
        File.Copy(Path.Combine(SharedFolders.RepositoryRoot, "tests", "Tidemark.Tests", "Storage", "Database", "Samples", "tidemark-v1.db"), home.DatabaseFile);
        using var database = HomeDatabase.Open(home);
        Assert.Equal(DatabaseSchema.Versions.Length, Scalar(database, "PRAGMA user_version"));
        Assert.Equal(1, Scalar(database, "SELECT count(*) FROM runs WHERE id = '240131-093012-7kq' AND strategy = 'ma-cross' AND round_trips = 19 AND run_hash = 'fb2c2020e044352324265b433e340a02344c7fad44de60d13c162b27294a82f7'"));
    }

    [Fact]
    public void Open_CommittedSampleOfVersion2_IsUnderstood()
    {
        var home = new HomeFolder(folder.FullName);
        File.Copy(Path.Combine(SharedFolders.RepositoryRoot, "tests", "Tidemark.Tests", "Storage", "Database", "Samples", "tidemark-v2.db"), home.DatabaseFile);
        using (var database = HomeDatabase.Open(home)) Assert.Equal(DatabaseSchema.Versions.Length, Scalar(database, "PRAGMA user_version"));
        var store = new ModelVersionStore(home);
        Assert.Equal([1, 2], store.Versions("btc-hourly").Select(version => version.Version));
        Assert.Equal(1, Assert.Single(store.Names()).Champion);
        Assert.Equal([ModelEventKind.Registered, ModelEventKind.Registered, ModelEventKind.Promoted], store.Events("btc-hourly").Select(one => one.Kind));
        var read = Assert.Single(store.TestReads());
        Assert.Equal((720, "btc-hourly"), (read.Samples, read.Name));
    }

    [Fact]
    public void Open_CommittedSampleOfVersion3_IsUnderstood()
    {
        var home = new HomeFolder(folder.FullName);
        File.Copy(Path.Combine(SharedFolders.RepositoryRoot, "tests", "Tidemark.Tests", "Storage", "Database", "Samples", "tidemark-v3.db"), home.DatabaseFile);
        using (var database = HomeDatabase.Open(home)) Assert.Equal(DatabaseSchema.Versions.Length, Scalar(database, "PRAGMA user_version"));
        var reads = new ModelVersionStore(home).TestReads();
        Assert.Equal([null, 1], reads.Select(read => read.Version));
        Assert.All(reads, read => Assert.True(read.Marks.Length > 0 && read.Tried.StartsWith("gbm", StringComparison.Ordinal) && read.Samples > 0 && read.Trials == 2, read.ToString()));
    }

    private static long Scalar(HomeDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
