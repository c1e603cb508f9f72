using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Research.Training;

/// <summary>What is predicted, and how labels become targets.</summary>
/// <param name="Task">Values or classes.</param>
/// <param name="Classes">Names of the classes in the order of their numbers; none for values.</param>
public sealed record TargetEncoding(LearningTask Task, ImmutableArray<string> Classes)
{
    /// <summary>Whole numbers with no more different values than this are classes unless told otherwise.</summary>
    private const int MostNumberedClasses = 20;

    private const int MostClasses = 1000;

    /// <summary>Sees from the labels what is to be predicted, unless it is given: two values or words are classes, as are few whole numbers.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="labels">The labels to learn from.</param>
    /// <param name="task">What is to be predicted; null to see it from the labels.</param>
    /// <exception cref="BadInputException">The labels are not of that kind, or all the same.</exception>
    public static TargetEncoding Of(string path, LabelColumn labels, LearningTask? task)
    {
        if (labels.Words.Length > 0 && task == LearningTask.Regression) throw new BadInputException($"{path}: the labels in '{labels.Name}' are words; a regression needs numbers");
        var distinct = Distinct(labels, MostClasses + 1);
        if (distinct.Count == 0) throw new BadInputException($"{path}: the column '{labels.Name}' has no value");
        var seen = task ?? Seen(labels, distinct);
        if (seen == LearningTask.Regression) return new TargetEncoding(seen, []);
        if (distinct.Count > MostClasses) throw new BadInputException($"{path}: '{labels.Name}' has more than {MostClasses} different values; those are no classes");
        if (distinct.Count < 2) throw new BadInputException($"{path}: '{labels.Name}' is '{NameOf(labels, distinct.First())}' in every row; there is nothing to tell apart");
        if (seen == LearningTask.Binary && distinct.Count > 2) throw new BadInputException($"{path}: '{labels.Name}' has {distinct.Count} different values, and a binary label has two; use --task multiclass");
        var names = distinct.Order().Select(value => NameOf(labels, value));
        return new TargetEncoding(seen, [.. labels.Words.Length > 0 ? names.Order(StringComparer.Ordinal) : names]);
    }

    /// <summary>Targets of all rows; NaN where the label is missing.</summary>
    /// <exception cref="BadInputException">A label is no class of this model.</exception>
    public double[] Encode(string path, LabelColumn labels)
    {
        var targets = labels.Values.ToArray();
        if (Task == LearningTask.Regression)
        {
            if (labels.Words.Length > 0) throw new BadInputException($"{path}: the labels in '{labels.Name}' are words; the model predicts numbers");
            return targets;
        }
        var numbers = new Dictionary<double, int>();
        for (var row = 0; row < targets.Length; row++)
        {
            if (double.IsNaN(targets[row])) continue;
            if (!numbers.TryGetValue(targets[row], out var number))
            {
                var name = NameOf(labels, targets[row]);
                number = Classes.IndexOf(name);
                if (number < 0) throw new BadInputException($"{path}: the label '{name}' in '{labels.Name}' is no class that the model has learnt ({string.Join(", ", Classes)})");
                numbers[targets[row]] = number;
            }
            targets[row] = number;
        }
        return targets;
    }

    private static LearningTask Seen(LabelColumn labels, HashSet<double> distinct)
    {
        if (distinct.Count == 2) return LearningTask.Binary;
        if (labels.Words.Length > 0) return LearningTask.MultiClass;
        return distinct.Count <= MostNumberedClasses && distinct.All(value => value == Math.Floor(value)) ? LearningTask.MultiClass : LearningTask.Regression;
    }

    private static HashSet<double> Distinct(LabelColumn labels, int most)
    {
        var distinct = new HashSet<double>();
        foreach (var value in labels.Values.Span)
            if (!double.IsNaN(value) && distinct.Add(value) && distinct.Count == most) break;
        return distinct;
    }

    private static string NameOf(LabelColumn labels, double value) =>
        labels.Words.Length > 0 ? labels.Words[(int)value] : value.ToString("R", CultureInfo.InvariantCulture);
}
