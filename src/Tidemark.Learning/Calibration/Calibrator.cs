using System.Globalization;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;

namespace Tidemark.Learning.Calibration;

/// <summary>
/// Makes the probabilities of a model mean what they say, learnt from predictions for samples that the model had not learnt from. Of several classes
/// each is calibrated against the others, and the sum is made 1 again.
/// </summary>
public sealed class Calibrator
{
    private readonly CalibrationMap[] maps;

    private Calibrator(CalibrationKind kind, CalibrationMap[] maps) => (Kind, this.maps) = (kind, maps);

    /// <summary>How.</summary>
    public CalibrationKind Kind { get; }

    /// <summary>Number of probabilities that a model of it gives for a sample.</summary>
    public int Outputs => maps.Length;

    /// <summary>Learns from predictions; samples whose prediction or label is missing are left out.</summary>
    /// <exception cref="ArgumentException">The predictions are no probabilities, or there are too few samples or classes.</exception>
    public static Calibrator Fit(CalibrationKind kind, ScoredSamples samples)
    {
        if (samples.Task == LearningTask.Regression) throw new ArgumentException("values are no probabilities: there is nothing to calibrate");
        var outputs = samples.Task == LearningTask.MultiClass ? samples.Classes : 1;
        int[] known = [.. Enumerable.Range(0, samples.Count).Where(i => !double.IsNaN(samples.Outputs.Span[i * outputs]) && !double.IsNaN(samples.Targets.Span[i]))];
        var weights = Array.ConvertAll(known, i => samples.Weights.IsEmpty ? 1 : samples.Weights.Span[i]);
        var maps = new CalibrationMap[outputs];
        for (var k = 0; k < outputs; k++)
        {
            var own = outputs == 1 ? 1 : k;
            var isMember = Array.ConvertAll(known, i => samples.Targets.Span[i] == own ? 1.0 : 0.0);
            var probabilities = Array.ConvertAll(known, i => samples.Outputs.Span[i * outputs + k]);
            if (probabilities.Any(probability => !(probability is >= 0 and <= 1))) throw new ArgumentException("a prediction is no probability");
            if (isMember.Zip(weights).Where(pair => pair.Second > 0).DistinctBy(pair => pair.First).Count() < 2) throw new ArgumentException($"{known.Length} predictions of one class alone cannot be calibrated");
            maps[k] = kind == CalibrationKind.Platt ? PlattMap.Fit(isMember, probabilities, weights) : IsotonicMap.Fit(isMember, probabilities, weights);
        }
        return new Calibrator(kind, maps);
    }

    /// <summary>Calibrates the prediction for one sample, in its place; a missing one stays missing.</summary>
    public void Apply(Span<double> outputs)
    {
        if (double.IsNaN(outputs[0])) return;
        var sum = 0.0;
        for (var k = 0; k < maps.Length; k++) sum += outputs[k] = maps[k].Apply(outputs[k]);
        if (maps.Length == 1) return;
        for (var k = 0; k < maps.Length; k++) outputs[k] /= sum;
    }

    /// <summary>Calibrates the predictions for many samples, <c>[samples, outputs]</c>, in their place.</summary>
    public void ApplyAll(Span<double> outputs)
    {
        for (var first = 0; first < outputs.Length; first += maps.Length) Apply(outputs.Slice(first, maps.Length));
    }

    /// <summary>
    /// Calibrates predictions for samples in the order of time, each of so many stretches by what is learnt from the others, so that what comes of it can be
    /// judged; samples next to a stretch are left out for it.
    /// </summary>
    /// <param name="kind">How.</param>
    /// <param name="samples">Predictions by models that had not learnt from the samples.</param>
    /// <param name="gap">How many samples on each side of a stretch are not learnt from.</param>
    /// <param name="stretches">How many stretches.</param>
    /// <returns>As <see cref="ScoredSamples.Outputs"/>.</returns>
    public static double[] Crossed(CalibrationKind kind, ScoredSamples samples, int gap = 0, int stretches = 5)
    {
        var (outputs, count) = (samples.Outputs.ToArray(), samples.Count);
        var width = samples.Task == LearningTask.MultiClass ? samples.Classes : 1;
        for (var part = 0; part < stretches; part++)
        {
            var (from, to) = ((int)((long)count * part / stretches), (int)((long)count * (part + 1) / stretches));
            var others = samples.Take([.. Enumerable.Range(0, count).Where(i => i < from - gap || i >= to + gap)]);
            Fit(kind, others).ApplyAll(outputs.AsSpan(from * width, (to - from) * width));
        }
        return outputs;
    }

    /// <summary>Its numbers, a tensor a class.</summary>
    internal IEnumerable<KeyValuePair<string, StateTensor>> Save() => maps.Select((map, k) => KeyValuePair.Create(k.ToString(CultureInfo.InvariantCulture), map.Save()));

    /// <summary>Makes a saved one again.</summary>
    /// <exception cref="InvalidDataException">Its numbers are missing or not possible.</exception>
    internal static Calibrator Load(CalibrationKind kind, IReadOnlyDictionary<string, StateTensor> tensors)
    {
        var maps = new CalibrationMap[tensors.Count];
        for (var k = 0; k < maps.Length; k++)
        {
            if (!tensors.TryGetValue(k.ToString(CultureInfo.InvariantCulture), out var tensor)) throw new InvalidDataException($"the calibration lacks class {k}");
            var numbers = tensor.Values<double>().ToArray();
            if (numbers.Any(number => !double.IsFinite(number))) throw new InvalidDataException("the calibration has numbers that are none");
            maps[k] = kind switch
            {
                CalibrationKind.Platt when numbers is [>= 0, _] => new PlattMap(numbers[0], numbers[1]),
                CalibrationKind.Isotonic when numbers.Length >= 2 && numbers.Length % 2 == 0 && IsRising(numbers) => new IsotonicMap(numbers[..(numbers.Length / 2)], numbers[(numbers.Length / 2)..]),
                _ => throw new InvalidDataException($"the {kind} calibration of class {k} is damaged"),
            };
        }
        return new Calibrator(kind, maps);
    }

    private static bool IsRising(double[] numbers)
    {
        var half = numbers.Length / 2;
        for (var i = 1; i < half; i++)
            if (numbers[i] <= numbers[i - 1] || numbers[half + i] < numbers[half + i - 1]) return false;
        return numbers[half] > 0 && numbers[^1] < 1;
    }
}
