using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Output;
using Tidemark.Venues.Credentials;

namespace Tidemark.Cli.Commands.Keys;

/// <summary><c>keys list</c>: which keys there are and where, never the keys themselves.</summary>
internal static class KeysListCommand
{
    public static Command Create() =>
        new Command("list", "Which keys there are, what they are bound to and where they are kept; secrets are never shown")
            .With(CommonOptions.Json)
            .Example("keys list")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var places = new CredentialPlaces(context);
        var found = new List<VenueCredential>(CredentialPlaces.Environment.Read());
        found.AddRange(places.Plain.Read());
        var isLocked = places.Encrypted.Exists && !CredentialPlaces.HasPassword && !SecretInput.IsTerminal;
        if (isLocked) context.Error.WriteLine($"note: {places.Encrypted.Path} is not listed: set {CredentialPlaces.PasswordVariable} to open it");
        else found.AddRange(places.Encrypted.Read());
        if (found.Count == 0 && !isLocked) context.Output.WriteLine("there are no keys; './tidemark keys add --venue VENUE' keeps one");
        var table = new TextTable("venue", "environment", "account", "key", "kept in");
        foreach (var credential in found) table.Add(credential.Id.Venue, NameOf(credential), credential.Id.Account, credential.KeyHint, credential.Origin);
        if (found.Count > 0) table.WriteTo(context.Output);
        context.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var credential in found)
            {
                writer.WriteStartObject();
                writer.WriteString("venue", credential.Id.Venue);
                writer.WriteString("environment", NameOf(credential));
                writer.WriteString("account", credential.Id.Account);
                writer.WriteString("keyHint", credential.KeyHint);
                writer.WriteString("origin", credential.Origin);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteBoolean("isEncryptedStoreLocked", isLocked);
            writer.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static string NameOf(VenueCredential credential) => credential.Id.Environment.ToString().ToLowerInvariant();
}
