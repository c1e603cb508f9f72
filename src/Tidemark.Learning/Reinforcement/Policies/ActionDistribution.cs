using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>
/// How a policy's outputs say what to do: probabilities of discrete actions by softmax, or a normal distribution of each value, which an
/// environment sees clipped to -1 to 1 and stretched to its bounds.
/// </summary>
internal static class ActionDistribution
{
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>Draws an action and gives the logarithm of its probability (density).</summary>
    public static double Sample(ReadOnlySpan<float> outputs, ReadOnlySpan<float> logDeviations, bool isDiscrete, SeededRandom random, Span<float> action)
    {
        if (isDiscrete)
        {
            var sum = LogSum(outputs);
            var left = random.NextDouble();
            var chosen = 0;
            for (; chosen < outputs.Length - 1; chosen++)
                if ((left -= Math.Exp(outputs[chosen] - sum)) < 0) break;
            action[0] = chosen;
            return outputs[chosen] - sum;
        }
        for (var j = 0; j < action.Length; j++) action[j] = (float)(outputs[j] + Math.Exp(logDeviations[j]) * random.NextNormal());
        return LogProbability(outputs, logDeviations, false, action);
    }

    /// <summary>The likeliest action.</summary>
    public static void Best(ReadOnlySpan<float> outputs, bool isDiscrete, Span<float> action)
    {
        if (!isDiscrete)
        {
            outputs.CopyTo(action);
            return;
        }
        var best = 0;
        for (var j = 1; j < outputs.Length; j++)
            if (outputs[j] > outputs[best]) best = j;
        action[0] = best;
    }

    public static double LogProbability(ReadOnlySpan<float> outputs, ReadOnlySpan<float> logDeviations, bool isDiscrete, ReadOnlySpan<float> action)
    {
        if (isDiscrete) return outputs[(int)action[0]] - LogSum(outputs);
        var sum = 0.0;
        for (var j = 0; j < action.Length; j++)
        {
            var distance = (action[j] - outputs[j]) * Math.Exp(-logDeviations[j]);
            sum -= 0.5 * distance * distance + logDeviations[j] + HalfLogTwoPi;
        }
        return sum;
    }

    public static double Entropy(ReadOnlySpan<float> outputs, ReadOnlySpan<float> logDeviations, bool isDiscrete)
    {
        var entropy = 0.0;
        if (isDiscrete)
        {
            var sum = LogSum(outputs);
            foreach (var output in outputs) entropy -= Math.Exp(output - sum) * (output - sum);
        }
        else
            foreach (var logDeviation in logDeviations) entropy += logDeviation + 0.5 + HalfLogTwoPi;
        return entropy;
    }

    /// <summary>Adds the slopes of <c>byLogProbability * log p(action) + byEntropy * entropy</c>.</summary>
    public static void AddSlopes(ReadOnlySpan<float> outputs, ReadOnlySpan<float> logDeviations, bool isDiscrete, ReadOnlySpan<float> action, double byLogProbability, double byEntropy, Span<float> slopes, Span<float> deviationSlopes)
    {
        if (isDiscrete)
        {
            var (sum, entropy) = (LogSum(outputs), Entropy(outputs, logDeviations, true));
            for (var j = 0; j < outputs.Length; j++)
            {
                var probability = Math.Exp(outputs[j] - sum);
                slopes[j] += (float)(byLogProbability * ((j == (int)action[0] ? 1 : 0) - probability) - byEntropy * probability * (outputs[j] - sum + entropy));
            }
            return;
        }
        for (var j = 0; j < action.Length; j++)
        {
            var scale = Math.Exp(-logDeviations[j]);
            var distance = (action[j] - outputs[j]) * scale;
            slopes[j] += (float)(byLogProbability * distance * scale);
            deviationSlopes[j] += (float)(byLogProbability * (distance * distance - 1) + byEntropy);
        }
    }

    /// <summary>What the environment is given for an action.</summary>
    public static void ToEnvironment(ActionSpace space, ReadOnlySpan<float> action, Span<float> given)
    {
        if (space.Box is not { } box)
        {
            given[0] = action[0];
            return;
        }
        for (var j = 0; j < action.Length; j++) given[j] = box.Low[j] + (Math.Clamp(action[j], -1, 1) + 1) / 2 * (box.High[j] - box.Low[j]);
    }

    private static double LogSum(ReadOnlySpan<float> outputs)
    {
        double top = outputs[0];
        foreach (var output in outputs) top = Math.Max(top, output);
        var sum = 0.0;
        foreach (var output in outputs) sum += Math.Exp(output - top);
        return top + Math.Log(sum);
    }
}
