using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.Expressions;

/// <summary>Reads what stands between the parentheses of an indicator: first its inputs, then values by position, then values by name.</summary>
internal sealed class ExpressionArguments(ExpressionReader reader, ExpressionParser parser, IndicatorDescriptor descriptor)
{
    private readonly List<ExpressionNode> inputs = [];
    private readonly HashSet<string> given = [];
    private ParameterValues values = ParameterValues.Defaults(descriptor.Parameters);
    private bool hasNames;
    private int byPosition;

    /// <exception cref="BadInputException">They are not arguments of the indicator; the message names the column.</exception>
    public (ParameterValues Values, ImmutableArray<ExpressionNode> Inputs) Read()
    {
        var begin = reader.Position;
        if (reader.TryTake(')')) return (values, []);
        do ReadOne();
        while (reader.TryTake(','));
        reader.Take(')', $"after the parameters of {descriptor.Name}");
        if (inputs.Count != 0 && inputs.Count != descriptor.DefaultFields.Length)
            throw reader.Wrong(begin, $"{descriptor.Name} reads two series: give both or none");
        return (values, [.. inputs]);
    }

    private void ReadOne()
    {
        var at = reader.Position;
        if (reader.IsAtAssignment)
        {
            hasNames = true;
            var name = reader.TakeName();
            reader.Take('=', "after the name of a parameter");
            Set(Named(name, at), at);
        }
        else if (hasNames)
        {
            throw reader.Wrong(at, "a value without a name cannot follow one with a name");
        }
        else if (IsInput())
        {
            ReadInput(at);
        }
        else
        {
            if (byPosition == descriptor.Parameters.Length) throw reader.Wrong(at, $"{descriptor.Name} has {Described()}; this is one more");
            Set(descriptor.Parameters[byPosition++], at);
        }
    }

    /// <summary>A name is an input as long as no value has come, unless it is a choice of the first parameter that means nothing else.</summary>
    private bool IsInput()
    {
        if (!reader.IsAtName) return false;
        if (!reader.IsAtPlainName) return true;
        if (byPosition > 0) return false;
        var isChoice = descriptor.Parameters.Length > 0 && !descriptor.Parameters[0].Choices.IsEmpty;
        return !isChoice || (inputs.Count < descriptor.DefaultFields.Length && parser.IsKnown(reader.PeekName()));
    }

    private void ReadInput(int at)
    {
        if (byPosition > 0) throw reader.Wrong(at, $"the series that {descriptor.Name} reads stands before its parameters");
        if (inputs.Count == descriptor.DefaultFields.Length)
            throw reader.Wrong(at, descriptor.DefaultFields.Length == 0 ? $"{descriptor.Name} reads {ReadsWhat()}: it cannot stand on another series" : $"{descriptor.Name} reads no further series");
        var input = parser.Parse();
        if (!input.IsOfBars) throw reader.Wrong(at, $"{input.Text} reads {ReadsWhat(input)}, so no indicator of bars can stand on it");
        inputs.Add(input);
    }

    private ParameterSpec Named(string name, int at)
    {
        foreach (var parameter in descriptor.Parameters)
            if (parameter.IsCalled(name)) return parameter;
        var hint = NearestNames.Hint(name, descriptor.Parameters.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)));
        throw reader.Wrong(at, $"{descriptor.Name} has no parameter '{name}'{(hint.Length > 0 ? hint : $"; it has {Described()}")}");
    }

    private void Set(ParameterSpec parameter, int at)
    {
        if (!given.Add(parameter.Name)) throw reader.Wrong(at, $"parameter {parameter.Name} is given twice");
        var begin = reader.Position;
        var word = reader.TakeWord();
        if (word.Length == 0) throw reader.Wrong(begin, $"a value is expected for {parameter.Name}; there is {reader.Found()}");
        try
        {
            values = values.With(parameter.Name, parameter.Parse(word));
        }
        catch (BadInputException failure)
        {
            throw reader.Wrong(begin, failure.Message);
        }
    }

    private string Described() => descriptor.Parameters.Length switch
    {
        0 => "no parameters",
        1 => $"one parameter, {descriptor.Parameters[0].Name}",
        var count => $"{count} parameters ({string.Join(", ", descriptor.Parameters.Select(parameter => parameter.Name))})",
    };

    private string ReadsWhat() => descriptor.Input == IndicatorInput.Bars ? "whole bars" : descriptor.Input.ToString().ToLowerInvariant();

    private static string ReadsWhat(ExpressionNode input) => input is IndicatorNode node ? node.Descriptor.Input.ToString().ToLowerInvariant() : "bars";
}
