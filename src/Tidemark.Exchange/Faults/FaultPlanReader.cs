using System.Globalization;
using System.Text.Json;

namespace Tidemark.Exchange.Faults;

/// <summary>Reads a plan: a list of faults, or an object with <c>seed</c> and <c>faults</c>.</summary>
public static class FaultPlanReader
{
    private static readonly string[] PlanFields = ["seed", "faults"];
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="source">What it is called in errors: a file, or <c>body</c>.</param>
    /// <exception cref="BadInputException">It is no plan; names the fault and the field, and the nearest name.</exception>
    public static FaultPlan Read(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array) return new FaultPlan(FaultPlan.UsualSeed, ReadAll(root, source));
            if (root.ValueKind != JsonValueKind.Object) throw new BadInputException($"{source}: a plan is a list of faults, or {{\"seed\": 7, \"faults\": [...]}}");
            foreach (var property in root.EnumerateObject())
                if (!PlanFields.Contains(property.Name)) throw new BadInputException($"{source}: there is no '{property.Name}' in a plan{NearestNames.Nearest(property.Name, PlanFields)}");
            if (!root.TryGetProperty("faults", out var faults) || faults.ValueKind != JsonValueKind.Array) throw new BadInputException($"{source}: 'faults' is a list of faults");
            return new FaultPlan(root.TryGetProperty("seed", out var seed) ? SeedOf(seed, source) : FaultPlan.UsualSeed, ReadAll(faults, source));
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{source}: not JSON in line {(e.LineNumber ?? 0) + 1}");
        }
    }

    private static Fault[] ReadAll(JsonElement list, string source)
    {
        var number = 0;
        return [.. list.EnumerateArray().Select(item => ReadFault(item, string.Create(CultureInfo.InvariantCulture, $"{source}: fault {++number}")))];
    }

    private static Fault ReadFault(JsonElement item, string where)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("kind", out var kindText) || kindText.ValueKind != JsonValueKind.String)
            throw new BadInputException($"{where}: a fault is an object with a 'kind'");
        var name = kindText.GetString()!;
        if (!FaultFields.Kinds.TryGetValue(name, out var kind)) throw new BadInputException($"{where}: there is no kind '{name}'{NearestNames.Nearest(name, FaultFields.Kinds.Keys)}");
        var fields = FaultFields.Of(kind).ToArray();
        var fault = new Fault(kind);
        foreach (var property in item.EnumerateObject())
        {
            if (!fields.Contains(property.Name)) throw new BadInputException($"{where} ({name}): there is no '{property.Name}'{NearestNames.Nearest(property.Name, fields)}");
            fault = Set(fault, property.Name, property.Value, $"{where} ({name}): '{property.Name}'");
        }
        return fault;
    }

    private static Fault Set(Fault fault, string name, JsonElement value, string where) => name switch
    {
        "startMilliseconds" => fault with { Start = Duration.FromMilliseconds(Whole(value, 0, where)) },
        "durationMilliseconds" => fault with { Length = Duration.FromMilliseconds(Whole(value, 0, where)) },
        "seed" => fault with { Seed = SeedOf(value, where) },
        "probability" => fault with { Probability = Fraction(value, where) },
        "paths" => fault with { Paths = Texts(value, where) },
        "streams" => fault with { Streams = Texts(value, where) },
        "symbols" => fault with { Symbols = Texts(value, where) },
        "accounts" => fault with { Accounts = Texts(value, where) },
        "connections" => fault with { Connections = Ranges(value, where) },
        "occasions" => fault with { Occasions = Ranges(value, where) },
        "milliseconds" => fault with { Milliseconds = Whole(value, fault.Kind == FaultKind.ClockSkew ? -Longest : 0, where) },
        "jitterMilliseconds" => fault with { JitterMilliseconds = Whole(value, 0, where) },
        "everyMilliseconds" => fault with { EveryMilliseconds = Whole(value, 100, where) },
        "status" => fault with { Status = (int)Whole(value, 500, where, 599) },
        "retryAfterSeconds" => fault with { RetryAfterSeconds = (int)Whole(value, 0, where, 86_400) },
        "count" => fault with { Count = (int)Whole(value, 1, where, 1_000) },
        "share" => fault with { Share = (decimal)Fraction(value, where) },
        "ticks" => fault with { Ticks = (int)Whole(value, -1_000_000, where, 1_000_000) },
        "isCarriedOut" => fault with { IsCarriedOut = Flag(value, where) },
        "isCut" => fault with { IsCut = Flag(value, where) },
        _ => fault,
    };

    /// <summary>A hundred years.</summary>
    private const long Longest = 3_155_760_000_000;

    private static long Whole(JsonElement value, long least, string where, long most = Longest) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most ? number
            : throw new BadInputException(string.Create(CultureInfo.InvariantCulture, $"{where} is a whole number from {least} to {most}"));

    private static double Fraction(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is > 0 and <= 1 and var number ? number : throw new BadInputException($"{where} is a number above 0 and at most 1");

    private static bool Flag(JsonElement value, string where) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new BadInputException($"{where} is true or false");

    private static ulong SeedOf(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var seed) ? seed : throw new BadInputException($"{where}: a seed is a whole number from 0");

    private static string[] Texts(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : throw new BadInputException($"{where} is a list of texts");

    private static OccasionRange[] Ranges(JsonElement value, string where) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Range(item, where))] : throw Unclear(where);

    private static OccasionRange Range(JsonElement item, string where)
    {
        if (item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var one) && one > 0) return new OccasionRange(one, one);
        var parts = item.ValueKind == JsonValueKind.String ? item.GetString()!.Split('-') : [];
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first > 0 && last >= first
            ? new OccasionRange(first, last) : throw Unclear(where);
    }

    private static BadInputException Unclear(string where) => new($"{where} is a list of numbers from 1 and of spans such as \"5-812\"");
}
