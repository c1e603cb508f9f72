using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Database;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Commands.Doctor;

/// <summary>Checks of the home, what is stored in it, and what is needed to serve it.</summary>
internal static class HomeChecks
{
    private const long LittleSpace = 1L << 30;
    private const long TooLittleSpace = 100L << 20;

    public static DoctorFinding Writable(HomeFolder home)
    {
        var folder = Existing(home.Path);
        var probe = Path.Combine(folder, $".tidemark-doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            return DoctorFinding.Ok(folder == home.Path ? home.Path : $"{home.Path} (will be made)");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Failed($"{folder} cannot be written: {e.Message}", "give yourself the right to write there, or choose another place with --home or TIDEMARK_HOME");
        }
    }

    public static DoctorFinding DiskSpace(HomeFolder home)
    {
        var free = new DriveInfo(Existing(home.Path)).AvailableFreeSpace;
        var text = $"{(free / (double)(1L << 30)).ToString("N1", CultureInfo.InvariantCulture)} GiB free for {home.Path}";
        if (free < TooLittleSpace) return DoctorFinding.Failed(text, "make room: journals and the catalog cannot grow");
        return free < LittleSpace ? DoctorFinding.Warning(text, "make room: a year of minute bars takes about 25 MB, a journal grows with each event") : DoctorFinding.Ok(text);
    }

    public static DoctorFinding Catalog(HomeFolder home)
    {
        if (!Directory.Exists(home.CatalogFolder)) return DoctorFinding.Ok("empty; './tidemark data import' or 'data generate' fill it");
        var survey = MarketCatalog.Open(home.Path).Survey();
        if (survey.Damaged.Count > 0) return DoctorFinding.Failed($"{survey.Damaged.Count} damaged: {survey.Damaged[0].Message}", "remove the file and import its data again");
        return DoctorFinding.Ok($"{survey.Series.Count} series");
    }

    public static DoctorFinding Database(HomeFolder home)
    {
        if (!File.Exists(home.DatabaseFile)) return DoctorFinding.Ok("none yet");
        const string fix = "move it away; the next backtest makes a new one";
        try
        {
            using var database = HomeDatabase.Open(home);
            using var command = database.Connection.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            if (command.ExecuteScalar() is not "ok") return DoctorFinding.Failed($"{home.DatabaseFile} is damaged", fix);
            command.CommandText = "SELECT count(*) FROM runs";
            return DoctorFinding.Ok(string.Create(CultureInfo.InvariantCulture, $"{home.DatabaseFile}, {command.ExecuteScalar()} kept runs"));
        }
        catch (SqliteException e)
        {
            return DoctorFinding.Failed($"{home.DatabaseFile}: {e.Message}", fix);
        }
        catch (DatabaseVersionException e)
        {
            return DoctorFinding.Failed(e.Message, "use the program that wrote it, or another home");
        }
        catch (DllNotFoundException)
        {
            return DoctorFinding.Warning("not checked, because the SQLite library is missing", "install the library first");
        }
    }

    public static DoctorFinding SqliteLibrary()
    {
        string[] names = OperatingSystem.IsWindows() ? ["winsqlite3.dll", "sqlite3.dll"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0"];
        foreach (var name in names)
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            var version = NativeLibrary.TryGetExport(library, "sqlite3_libversion", out var function) ? VersionOf(function) : "version unknown";
            NativeLibrary.Free(library);
            return DoctorFinding.Ok($"{name}, {version}");
        }
        return DoctorFinding.Failed("the SQLite library is missing; kept runs need it", OperatingSystem.IsLinux() ? "sudo apt-get install libsqlite3-0" : "install SQLite 3");
    }

    public static DoctorFinding Port(string host, int port)
    {
        if (port == 0) return DoctorFinding.Ok("any free one");
        var address = IPAddress.TryParse(host, out var parsed) ? parsed : host == "*" ? IPAddress.Any : IPAddress.Loopback;
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return DoctorFinding.Ok($"{port} on {host} is free");
        }
        catch (SocketException e)
        {
            return DoctorFinding.Warning($"{port} on {host} cannot be used: {e.Message}", "if that is not Tidemark itself, start with --port N or set server.port");
        }
    }

    private static unsafe string VersionOf(IntPtr function) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<IntPtr>)function)()) ?? "version unknown";

    /// <summary>The folder itself, or the nearest above it that exists.</summary>
    private static string Existing(string folder)
    {
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder) ?? Path.DirectorySeparatorChar.ToString();
        return folder;
    }
}
