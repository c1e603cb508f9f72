using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.Expressions;

/// <summary>
/// Reads expressions: <c>part := name [ '(' arguments ')' ] { '.' output | '[' bars ']' }</c>; an argument is an input (another part),
/// a value, or <c>name = value</c>.
/// </summary>
internal sealed class ExpressionParser(ExpressionReader reader, IndicatorCatalog catalog)
{
    private const int DeepestNesting = 50;
    private static readonly ImmutableArray<string> Fields = [.. Enum.GetNames<BarField>().Select(name => name.ToLowerInvariant())];
    private int depth;

    /// <exception cref="BadInputException">The text is not an expression; the message names the column.</exception>
    public ExpressionNode Parse()
    {
        var begin = reader.Position;
        if (++depth > DeepestNesting) throw reader.Wrong(begin, $"more than {DeepestNesting} indicators inside one another");
        var node = NameOrCall(begin);
        while (true)
        {
            var at = reader.Position;
            if (reader.TryTake('.')) node = Selected(node, at);
            else if (reader.TryTake('[')) node = Lagged(node, at);
            else break;
        }
        depth--;
        return node;
    }

    private ExpressionNode NameOrCall(int begin)
    {
        var name = reader.TakeName();
        if (name.Length == 0) throw reader.Wrong(begin, $"an indicator or one of {string.Join(", ", Fields)} is expected; there is {reader.Found()}");
        var isCall = reader.TryTake('(');
        var field = Fields.IndexOf(name.ToLowerInvariant());
        if (field >= 0 && !isCall) return new FieldNode((BarField)field);
        if (field >= 0) throw reader.Wrong(begin, $"{Fields[field]} is a field of the bar: write it without parentheses");
        var descriptor = Find(name, begin);
        var (values, inputs) = isCall ? new ExpressionArguments(reader, this, descriptor).Read() : (ParameterValues.Defaults(descriptor.Parameters), []);
        var node = new IndicatorNode(descriptor, values, inputs);
        try
        {
            node.Create();
        }
        catch (BadInputException failure)
        {
            throw reader.Wrong(begin, failure.Message);
        }
        return node;
    }

    /// <summary>Whether a name is that of a field or an indicator.</summary>
    public bool IsKnown(string name)
    {
        if (Fields.Contains(name.ToLowerInvariant())) return true;
        try
        {
            catalog.Find(name);
            return true;
        }
        catch (BadInputException)
        {
            return false;
        }
    }

    private IndicatorDescriptor Find(string name, int begin)
    {
        try
        {
            return catalog.Find(name);
        }
        catch (BadInputException)
        {
            var known = Fields.Concat(catalog.All.SelectMany(descriptor => descriptor.Aliases.Prepend(descriptor.Name)));
            throw reader.Wrong(begin, $"there is no indicator or field '{name}'{NearestNames.Hint(name, known, 3)}");
        }
    }

    private OutputNode Selected(ExpressionNode node, int at)
    {
        var begin = reader.Position;
        var name = reader.TakeName();
        var outputs = node.Outputs;
        if (node is FieldNode) throw reader.Wrong(at, $"{node.Text} is a single number: it has no outputs to choose from");
        for (var i = 0; i < outputs.Length; i++)
        {
            if (!IndicatorNames.AreSame(outputs[i].Name, name)) continue;
            if (!node.IsOfBars && outputs.Length > 1) throw reader.Wrong(at, "an indicator of trades or quotes stands alone: its outputs cannot be chosen here");
            return new OutputNode(node, i);
        }
        var known = string.Join(", ", outputs.Select(output => output.Name));
        var hint = NearestNames.Hint(name, outputs.Select(output => output.Name));
        throw reader.Wrong(begin, name.Length == 0 ? $"the name of an output is expected: {known}" : $"there is no output '{name}'{(hint.Length > 0 ? hint : $"; there is {known}")}");
    }

    private LagNode Lagged(ExpressionNode node, int at)
    {
        var begin = reader.Position;
        var word = reader.TakeWord();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) || bars > ParameterSpec.LongestPeriod)
            throw reader.Wrong(begin, $"'{word}' must be a number of bars ago, a whole number from 0 to {ParameterSpec.LongestPeriod}");
        reader.Take(']', "after the number of bars");
        if (!node.IsOfBars) throw reader.Wrong(at, "an indicator of trades or quotes stands alone: it has no bars to go back");
        return new LagNode(node, bars);
    }
}
