using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Strategies.Steering;

/// <summary>
/// The strategies that an agent steers and what it sets of them, written
/// <c>trend = ma-cross(slow=100, weight=0:1, fast=5:40:5) + rsi-reversion(weight=0:1)</c>: a range has a lowest and a highest number and a step,
/// or values between bars (<c>sma|ema</c>); only a weight may do without a step. What has one value stays as it is.
/// </summary>
public sealed class SteeringPlan
{
    /// <summary>Each runs beside the session; more would make it slow.</summary>
    private const int MostVariants = 256;

    private const double LargestWeight = 10;

    private SteeringPlan(ImmutableArray<SteeredMember> members) => Members = members;

    /// <summary>The strategies.</summary>
    public ImmutableArray<SteeredMember> Members { get; }

    /// <summary>Everything that is set, member by member.</summary>
    public IEnumerable<SteeredSetting> Settings => Members.SelectMany(member => member.Settings);

    /// <summary>The names of everything that is set: <c>trend.fast</c>.</summary>
    public ImmutableArray<string> Names => [.. Members.SelectMany(member => member.Settings.Select(setting => $"{member.Name}.{setting.Name}"))];

    /// <summary>What an agent is told of the members: <c>signal.trend</c>, the opinion that each has now, from -1 to 1.</summary>
    public ImmutableArray<string> SignalNames => [.. Members.Select(member => $"signal.{member.Name}")];

    /// <summary>Whether together they may want to be short.</summary>
    public bool MayBeShort => Members.Any(member => member.IsWeighed ? member.Settings[0].Low < 0 : member.Weight < 0)
        || Members.Any(member => Enumerable.Range(0, member.Variants).Any(variant => member.Create(variant).NeedsShorting));

    /// <summary>Reads a declaration.</summary>
    /// <exception cref="BadInputException">It cannot be read, a strategy or parameter is unknown, or nothing is set.</exception>
    public static SteeringPlan Parse(string text)
    {
        var members = ImmutableArray.CreateBuilder<SteeredMember>();
        foreach (var part in Split(text, '+')) members.Add(Member(part));
        var names = Engine.Strategies.StrategyNames.Unique([.. members.Select(member => member.Name)]);
        var plan = new SteeringPlan([.. members.Select((member, number) => member with { Name = names[number] })]);
        if (plan.Names.Distinct(StringComparer.Ordinal).Count() < plan.Names.Length || names.Distinct(StringComparer.Ordinal).Count() < names.Length) throw new BadInputException($"'{text}': a name is there twice");
        if (plan.Names.IsEmpty) throw new BadInputException($"'{text}': nothing is left to set: give a range, such as weight=0:1 or fast=5:40:5");
        plan.CheckVariants();
        return plan;
    }

    /// <summary>The same with files named by their content too, so that what was learnt is not traded with another one.</summary>
    public SteeringPlan Pinned() => new([.. Members.Select(member => member with { Strategy = StrategyCatalog.OriginOf(member.Create(0))?.Reference ?? member.Strategy })]);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(" + ", Members);

    private void CheckVariants()
    {
        long total = 0;
        foreach (var member in Members)
        {
            var product = 1L;
            foreach (var range in member.Ranges)
            {
                if (range.Values.IsEmpty) throw new BadInputException($"{member.Name}: {range.Name}={range.Text} needs a step, such as {range.Name}={range.Text}:5; only a weight may be any number");
                product *= range.Values.Length;
                if (product > MostVariants) break;
            }
            total += product;
        }
        if (total > MostVariants) throw new BadInputException($"the ranges have more than {MostVariants} combinations of parameters, each of which is a strategy that runs: take larger steps");
        foreach (var member in Members)
            for (var variant = 0; variant < member.Variants; variant++) Check(member, member.Create(variant));
    }

    private static void Check(SteeredMember member, Strategy strategy)
    {
        if (strategy.NeedsModel) throw new BadInputException($"{member.Name}: a strategy that asks a model cannot be steered by another");
        if (strategy.NeedsHedging) throw new BadInputException($"{member.Name}: it holds long and short positions side by side, and has no single direction to weigh");
        if (strategy.MinimumInstruments > 1) throw new BadInputException($"{member.Name}: it trades {strategy.MinimumInstruments} instruments together; an agent steers strategies of one");
    }

    private static SteeredMember Member(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var head = open < 0 ? text : text[..open];
        if (open >= 0 && !text.EndsWith(')')) throw new BadInputException($"'{text}': what is set of a strategy stands in brackets behind it, such as ma-cross(weight=0:1, fast=5:40:5)");
        var equals = head.IndexOf('=', StringComparison.Ordinal);
        var strategy = head[(equals + 1)..].Trim();
        var name = equals < 0 ? (Files.StrategyFile.IsMeantBy(strategy) ? StrategyCatalog.Create(strategy).Name : strategy) : head[..equals].Trim();
        if (strategy.Length == 0 || name.Length == 0 || name.AsSpan().ContainsAny('.', '/', ' ')) throw new BadInputException($"'{text}': name the strategy, such as ma-cross(weight=0:1) or trend = ma-cross(weight=0:1)");
        var (weight, parameters, settings) = (1.0, ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(), new List<SteeredSetting>());
        foreach (var item in open < 0 || text[(open + 1)..^1].Trim().Length == 0 ? [] : Split(text[(open + 1)..^1], ','))
        {
            var middle = item.IndexOf('=', StringComparison.Ordinal);
            if (middle <= 0 || middle == item.Length - 1) throw new BadInputException($"'{item}' of {name}: write name=value, or a range such as weight=0:1 or fast=5:40:5");
            var (key, value) = (item[..middle].Trim(), item[(middle + 1)..].Trim());
            if (SteeredSetting.TryParse(key, value) is { } setting) settings.Add(setting);
            else if (key == SteeredSetting.WeightName) weight = Number(name, value);
            else parameters.Add(KeyValuePair.Create(key, value));
        }
        if (settings.Find(setting => setting.IsWeight) is { } weighed && (weighed.Low < -LargestWeight || weighed.High > LargestWeight)) throw new BadInputException($"{name}: weights lie from -{LargestWeight} to {LargestWeight}");
        return new SteeredMember(name, strategy, parameters.ToImmutable(), [.. settings.OrderBy(setting => !setting.IsWeight)]) { Weight = weight };
    }

    private static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) && Math.Abs(weight) <= LargestWeight ? weight
            : throw new BadInputException($"{name}: weight={value} is neither a number from -{LargestWeight} to {LargestWeight} nor a range such as 0:1");

    /// <summary>At a mark outside brackets.</summary>
    private static List<string> Split(string text, char mark)
    {
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || (text[index] == mark && depth == 0))
            {
                var part = text[start..index].Trim();
                parts.Add(part.Length > 0 ? part : throw new BadInputException($"'{text}': something is missing beside '{mark}'"));
                start = index + 1;
            }
            else if (text[index] == '(') depth++;
            else if (text[index] == ')' && --depth < 0) throw new BadInputException($"'{text}': a bracket is closed that was not opened");
        }
        if (depth != 0) throw new BadInputException($"'{text}': a bracket is not closed");
        return parts;
    }
}
