using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Cli.Commands.Keys;

/// <summary><c>keys check</c>: whether a key is found and readable, and what the venue says that it may do. One that can take money out is refused.</summary>
internal static class KeysCheckCommand
{
    private static readonly Option<bool> Offline = new("--offline") { Description = "Only look at the key itself; nothing is sent" };
    private static readonly Option<bool> AllowWithdrawal = new("--allow-withdrawal") { Description = "Accept a key that can take money out" };

    public static Command Create() =>
        new Command("check", "Whether a key is found, and what the venue says that it may do; one that can take money out is refused")
            .With(KeyOptions.Venue, KeyOptions.Environment, KeyOptions.Account, Offline, AllowWithdrawal, VenueChoice.BaseUrl, CommonOptions.Json)
            .Example("keys check --venue binance --environment testnet")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        var credential = new CredentialPlaces(context).Finder.Find(KeyOptions.IdOf(context));
        var output = context.Output;
        output.WriteLine($"{credential}, kept in {credential.Origin}: found, and of the form of its venue");
        if (context.Get(Offline) || !VenueChoice.Has(credential.Id.Venue))
        {
            output.WriteLine(context.Get(Offline) ? "the venue was not asked" : $"the venue was not asked: there is no connector for {credential.Id.Venue}");
            Write(context, credential, null, null);
            return TidemarkCommandLine.Success;
        }
        await using var venue = VenueChoice.Open(context, credential.Id.Venue, credential);
        if (venue.Account is not { } account)
        {
            output.WriteLine($"the venue was not asked: the connector for {credential.Id.Venue} has no accounts");
            Write(context, credential, null, null);
            return TidemarkCommandLine.Success;
        }
        var answer = await KeyCheck.CheckAsync(account, context.Get(AllowWithdrawal), context.Cancellation).ConfigureAwait(false);
        if (answer.TryGet(out var rights, out var error)) WriteRights(output, rights);
        else output.WriteLine(error.Kind == VenueErrorKind.NotSupported ? "the venue does not tell what the key may do" : $"REFUSED: {error.Message}");
        var balances = error is null || error.Kind == VenueErrorKind.NotSupported ? await account.ReadBalancesAsync(context.Cancellation).ConfigureAwait(false) : error!;
        if (balances.TryGet(out var held, out _)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"balances  {held.Count} {(held.Count == 1 ? "asset" : "assets")}{(held.Count == 0 ? "" : $": {string.Join(", ", held.Take(8).Select(balance => balance.Asset))}{(held.Count > 8 ? ", …" : "")}")}"));
        var failure = balances.Error ?? (error is { Kind: not VenueErrorKind.NotSupported } ? error : null);
        Write(context, credential, rights, failure);
        return failure is null ? TidemarkCommandLine.Success : throw new IOException($"the key {credential.Id} was not accepted: {failure.Message}");
    }

    private static void WriteRights(TextWriter output, KeyRights rights)
    {
        output.WriteLine($"read      {Text(rights.CanRead)}");
        output.WriteLine($"trade     {Text(rights.CanTrade)}");
        output.WriteLine($"withdraw  {Text(rights.CanWithdraw)}");
        output.WriteLine($"bound to IP addresses  {Text(rights.IsBoundToAddress)}");
        if (rights.ExpiresAt is { } end) output.WriteLine($"ends      {end}");
    }

    private static string Text(bool? right) => right switch { true => "yes", false => "no", null => "the venue does not tell" };

    private static void Write(CommandContext context, VenueCredential credential, KeyRights? rights, VenueError? failure) => context.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("venue", credential.Id.Venue);
        json.WriteString("environment", credential.Id.Environment.ToString().ToLowerInvariant());
        json.WriteString("account", credential.Id.Account);
        json.WriteBoolean("accepted", failure is null);
        if (failure is not null) json.WriteString("refusal", failure.Message);
        if (rights is not null)
        {
            json.WriteBoolean("canRead", rights.CanRead);
            json.WriteBoolean("canTrade", rights.CanTrade);
            if (rights.CanWithdraw is { } withdraw) json.WriteBoolean("canWithdraw", withdraw);
            if (rights.IsBoundToAddress is { } bound) json.WriteBoolean("isBoundToAddress", bound);
        }
        json.WriteEndObject();
    });
}
