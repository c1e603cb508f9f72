using System.Globalization;

namespace Tidemark.Simulation.Books.Queues;

/// <summary>Queue models by their name on the command line.</summary>
public static class QueueModels
{
    /// <summary>The default: what is not known is decided against us.</summary>
    public const string Default = "risk-averse";

    private const double LargestExponent = 20;

    private static readonly string[] Names = [Default, "power:3", "log"];

    /// <param name="text"><c>risk-averse</c>, <c>power:N</c> or <c>log</c>.</param>
    /// <exception cref="BadInputException">The text names no model that data by price allows.</exception>
    public static IQueueModel Parse(string text)
    {
        if (text == Default) return new RiskAverseQueue();
        if (text == "log") return new LogQueue();
        if (text.StartsWith("l3", StringComparison.Ordinal)) throw new BadInputException("--queue-model: the exact place in the queue needs data of single orders (L3), and these recordings are by price (L2); take risk-averse, power:N or log");
        if (text.StartsWith("power:", StringComparison.Ordinal))
        {
            if (double.TryParse(text["power:".Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var exponent) && exponent is > 0 and <= LargestExponent) return new PowerQueue(exponent);
            throw new BadInputException($"--queue-model: '{text}' needs an exponent above 0 and at most {LargestExponent:0}, such as power:3");
        }
        throw new BadInputException($"--queue-model: there is no model '{text}'{NearestNames.Hint(text, Names, 2)}; there are risk-averse, power:N and log");
    }
}
