using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Homes;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Composition;

/// <summary>Which venue is asked for public data, and where: options of commands and the connector they name.</summary>
internal static class VenueChoice
{
    public static readonly Option<string> Venue = new("--venue") { Description = $"Which venue: {string.Join(", ", VenueConnector.Names)}", HelpName = "VENUE", Required = true };

    public static readonly Option<Uri?> BaseUrl = ParsedOption.Object("--base-url", "URL", "Ask this server instead of the venue's own, such as one that './tidemark exchange' runs", Parse);

    /// <summary>The venue's name as it was given.</summary>
    /// <exception cref="BadInputException">There is no connector for it.</exception>
    public static string NameOf(CommandContext context)
    {
        var name = context.Get(Venue)!;
        return Has(name) ? name : throw new BadInputException($"--venue: there is no connector for '{name}'{NearestNames.Nearest(name, VenueConnector.Names)}");
    }

    /// <summary>Whether there is a connector for a venue.</summary>
    public static bool Has(string name) => VenueConnector.Names.Contains(name);

    /// <summary>The connector.</summary>
    /// <param name="context">Home and base URL.</param>
    /// <param name="name">The venue.</param>
    /// <param name="credential">Null for public data alone; else its environment is used.</param>
    /// <exception cref="BadInputException">The credential cannot be used there.</exception>
    public static IVenue Open(CommandContext context, string name, VenueCredential? credential = null) => Open(context.Home, name, credential, context.Get(BaseUrl));

    /// <summary>The connector for the market of some instruments of one venue, for public data alone.</summary>
    /// <exception cref="BadInputException">They are of several markets.</exception>
    public static IVenue Open(CommandContext context, string name, IReadOnlyList<InstrumentId> instruments)
    {
        var first = instruments[0];
        var other = instruments.FirstOrDefault(one => VenueConnector.Find(name, one) != VenueConnector.Find(name, first));
        return other is null ? Open(context.Home, name, null, context.Get(BaseUrl), first)
            : throw new BadInputException($"--instrument {other}: is of another market of {name} than {first}; run the command once for each");
    }

    /// <summary>The connector.</summary>
    /// <param name="home">Whose run folder holds the budgets that processes share.</param>
    /// <param name="name">The venue.</param>
    /// <param name="credential">Null for public data alone; else its environment is used.</param>
    /// <param name="server">Null for the venue's own.</param>
    /// <param name="instrument">Which of the venue's markets: spot, or contracts. Null for the first one.</param>
    /// <exception cref="BadInputException">There is no such connector, or the credential cannot be used there or is not sent there.</exception>
    public static IVenue Open(HomeFolder home, string name, VenueCredential? credential, Uri? server, InstrumentId? instrument = null)
    {
        var connector = VenueConnector.Find(name, instrument)
            ?? throw new BadInputException($"there is no connector for '{name}'{NearestNames.Nearest(name, VenueConnector.Names)}");
        if (credential is not null && server is not null) KeyDestination.Ensure(credential, server);
        return connector.Open(credential, server, home.RunFolder);
    }

    /// <summary>An instrument of the venue, its name with or without <c>@venue</c>.</summary>
    /// <exception cref="BadInputException">It is not written as one, or is another venue's.</exception>
    public static InstrumentId InstrumentOf(string venue, string text)
    {
        var id = ParsedOption.InstrumentOf("--instrument", text.Contains('@', StringComparison.Ordinal) ? text : $"{text}@{venue}");
        return id.Venue == venue ? id : throw new BadInputException($"--instrument {text}: is not of {venue}; leave out '@{id.Venue}' or give --venue {id.Venue}");
    }

    /// <exception cref="FormatException">It is not the address of a server.</exception>
    private static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : throw new FormatException($"'{text}' is not a URL such as http://localhost:9443");

    /// <summary>The address of a server.</summary>
    /// <exception cref="BadInputException">It is not one.</exception>
    public static Uri ParseUrl(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException problem)
        {
            throw new BadInputException($"--server: {problem.Message}", problem);
        }
    }
}
