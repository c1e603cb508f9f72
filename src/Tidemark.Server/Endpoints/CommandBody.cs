using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tidemark.Server.Answers;
using Tidemark.Server.Problems;

namespace Tidemark.Server.Endpoints;

/// <summary>Reads the body of a command; whatever is wrong with it is told in words of the API.</summary>
internal static class CommandBody
{
    private const int LongestReason = 200;
    private const string DefaultReason = "asked for through the API";
    private const string Example = """send an object such as {"command": "pause"}""";
    private static readonly string[] Members = ["command", "reason"];

    /// <returns>The command, and a reason in one line.</returns>
    /// <exception cref="ProblemException">The body cannot be used; the problem says why.</exception>
    public static async Task<(SessionCommand Command, string Reason)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new ProblemException(new Problem(415, "notJson", "Not JSON", "Send the command as JSON with the header 'Content-Type: application/json'."));
        using var body = await ParseAsync(context).ConfigureAwait(false);
        var root = body.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw Bad($"The body is a JSON {root.ValueKind.ToString().ToLowerInvariant()}; {Example}.");
        SessionCommand? command = null;
        var reason = DefaultReason;
        foreach (var member in root.EnumerateObject())
        {
            if (member.NameEquals("command")) command = CommandOf(member.Value);
            else if (member.NameEquals("reason")) reason = ReasonOf(member.Value);
            else throw Bad($"There is no member '{member.Name}'{NearestNames.Hint(member.Name, Members)}", member.Name);
        }
        return (command ?? throw Bad($"The member 'command' is missing; {Example}.", "command"), reason);
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { AllowDuplicateProperties = false }, context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException e)
        {
            throw Bad($"The body is not JSON: {e.Message}");
        }
    }

    private static SessionCommand CommandOf(JsonElement value)
    {
        var words = WordConverter<SessionCommand>.All.ToList();
        if (value.ValueKind != JsonValueKind.String) throw Bad($"'command' must be one of: {string.Join(", ", words)}.", "command");
        var text = value.GetString()!;
        if (words.Contains(text)) return Enum.Parse<SessionCommand>(text, ignoreCase: true);
        throw Bad($"'{text}' is not one of: {string.Join(", ", words)}{NearestNames.Hint(text, words)}", "command");
    }

    private static string ReasonOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return DefaultReason;
        if (value.ValueKind != JsonValueKind.String) throw Bad("'reason' must be text.", "reason");
        var text = value.GetString()!;
        if (text.Length > LongestReason) throw Bad($"'reason' has {text.Length} characters; at most {LongestReason} are kept.", "reason");
        return new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim() is { Length: > 0 } reason ? reason : DefaultReason;
    }

    private static ProblemException Bad(string detail, string? member = null) => new(Problem.BadBody(detail, member));
}
