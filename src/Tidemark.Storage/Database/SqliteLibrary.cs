using System.Runtime.InteropServices;
using SQLitePCL;

namespace Tidemark.Storage.Database;

/// <summary>Connects the database driver to the SQLite library of the system, which gets the system's security updates.</summary>
internal static class SqliteLibrary
{
    private static readonly Lock Gate = new();
    private static bool isReady;

    /// <summary>Must run before the first connection; does its work once.</summary>
    /// <exception cref="DllNotFoundException">The system has no SQLite library.</exception>
    public static void Load()
    {
        lock (Gate)
        {
            if (isReady) return;
            var library = NativeLibrary.Load(Name());
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? library : IntPtr.Zero);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            raw.FreezeProvider();
            isReady = true;
        }
    }

    private static string Name() => OperatingSystem.IsWindows() ? "winsqlite3.dll" : OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : "libsqlite3.so.0";
}
