using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Keys;

/// <summary>Options that say which key is meant.</summary>
internal static class KeyOptions
{
    public static readonly Option<string> Venue = new("--venue") { Description = $"Whose key: {string.Join(", ", CredentialForm.Venues)}", HelpName = "VENUE", Required = true };

    public static readonly Option<VenueEnvironment?> Environment = ParsedOption.Value("--environment", "live|testnet", "What it is bound to; it is refused on the other (default: live)", ParseEnvironment);

    public static readonly Option<string> Account = new("--account") { Description = "Your name for the account", HelpName = "NAME", DefaultValueFactory = _ => CredentialId.DefaultAccount };

    public static CredentialId IdOf(CommandContext context)
    {
        var account = context.Get(Account)!;
        if (CredentialId.AccountDefect(account) is { } defect) throw new BadInputException($"--account: {defect}");
        return new CredentialId(CredentialForm.VenueOf(context.Get(Venue)!), context.Get(Environment) ?? VenueEnvironment.Live, account);
    }

    private static VenueEnvironment ParseEnvironment(string text) => text switch
    {
        "live" => VenueEnvironment.Live,
        "testnet" => VenueEnvironment.Testnet,
        _ => throw new FormatException($"'{text}' is not live or testnet"),
    };
}
