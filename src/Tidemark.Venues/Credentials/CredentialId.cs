using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Credentials;

/// <summary>What a credential is for: a venue, one of its environments, and which of the accounts there.</summary>
/// <param name="Venue">As in the names of instruments: <c>binance</c>.</param>
/// <param name="Environment">Live or testnet; one is never used for the other.</param>
/// <param name="Account">The name that people give it.</param>
public sealed record CredentialId(string Venue, VenueEnvironment Environment, string Account)
{
    /// <summary>The account that is meant where none is named.</summary>
    public const string DefaultAccount = "default";

    private const int LongestAccount = 32;

    /// <summary>Why a text cannot be the name of an account, or null when it can.</summary>
    public static string? AccountDefect(string account)
    {
        if (account.Length is 0 or > LongestAccount) return $"the name of an account has 1 to {LongestAccount} letters";
        return account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? null : $"the name of an account is of small letters, digits and '-': not '{account}'";
    }

    public override string ToString() => $"{Venue} {Environment.ToString().ToLowerInvariant()} '{Account}'";
}
