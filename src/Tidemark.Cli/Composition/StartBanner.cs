using System.Globalization;
using Tidemark.Node.Sessions;
using Tidemark.Server;
using Tidemark.Server.Access;
using Tidemark.Storage.Homes;

namespace Tidemark.Cli.Composition;

/// <summary>What <c>start</c> tells the person who typed it.</summary>
internal sealed class StartBanner(TextWriter output, Uri address, StoredToken stored, HomeFolder home)
{
    /// <summary>Where to look and how to get in. The token is shown when it is new, and to a terminal; into a file it goes once only.</summary>
    public void WriteLinks()
    {
        output.WriteLine($"Page    {address}");
        output.WriteLine($"Log in  {LogIn()}");
        output.WriteLine($"API     {new Uri(address, "/docs")}");
        output.WriteLine($"Home    {home}");
        output.Flush();
    }

    /// <summary>What to know of a new session.</summary>
    public void WriteNotes(IReadOnlyList<string> notes)
    {
        foreach (var note in notes) output.WriteLine($"Note    {note}");
        output.Flush();
    }

    /// <param name="snapshot">The session as it begins to trade.</param>
    /// <param name="repair">What a crash had left half-written; null when nothing.</param>
    public void WriteDescription(SessionSnapshot snapshot, string? repair)
    {
        if (repair is not null) output.WriteLine($"Note    the last session did not end cleanly: {repair}");
        output.WriteLine();
        output.WriteLine(snapshot.Description);
        if (snapshot.IsSimulated) output.WriteLine("SIMULATED: these are not the prices of a real market now, and no money is at stake.");
        output.WriteLine($"Equity {Amount(snapshot.Equity)} {snapshot.Currency}, {snapshot.FillCount} fills so far. Ctrl-C stops; the next start goes on from there.");
        output.Flush();
    }

    public void WriteEnd(SessionSnapshot snapshot)
    {
        output.WriteLine();
        output.WriteLine($"Stopped at market time {snapshot.Now} with {Amount(snapshot.Equity)} {snapshot.Currency}, {snapshot.FillCount} fills. './tidemark start' goes on from there.");
        output.Flush();
    }

    private string LogIn()
    {
        if (stored.Origin == TokenOrigin.Environment) return $"{new Uri(address, "/login")} with the token of {TokenStore.EnvironmentVariable}";
        return stored.Origin == TokenOrigin.New || !Console.IsOutputRedirected ? TidemarkServer.LoginLink(address, stored.Token) : "./tidemark token --link prints the link";
    }

    private static string Amount(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
