using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>
/// Logistic regression of two or more classes: minimises C times the sum of log losses plus r ||w||₁ + (1 - r) / 2 ||w||², the intercept free, as
/// scikit-learn does; by Newton's method, with coordinate descent inside where there is a penalty on absolute values.
/// </summary>
/// <remarks>Source: J. D. Lee, Y. Sun and M. A. Saunders, "Proximal Newton-type Methods for Minimizing Composite Functions" (2014).</remarks>
internal sealed class LogisticEstimator(LogisticSettings settings) : IEstimator
{
    private const int MostHalvings = 50;
    private const double EnoughDescent = 1e-4;

    public IFittedModel Fit(TrainingSet train, TrainingSet? validation, FitContext context)
    {
        if (train.Task == LearningTask.Regression) throw new ArgumentException("a logistic regression predicts classes, not numbers");
        var data = DesignMatrix.Of(train, settings.FitIntercept);
        var classes = train.Task == LearningTask.Binary ? 2 : train.Classes;
        var counts = ClassCounts.Of(data.Targets, classes);
        var present = Enumerable.Range(0, classes).Where(k => counts[k] > 0).ToArray();
        if (present.Length < 2) throw new ArgumentException($"all {data.Count} samples are of class {present[0]}; a classifier needs two classes to learn from");
        if (settings.IsBalanced)
            for (var i = 0; i < data.Count; i++) data.Weights[i] *= data.Count / ((double)present.Length * counts[(int)data.Targets[i]]);
        var labels = data.Targets.Select(target => Array.IndexOf(present, (int)target)).ToArray();
        var outputs = train.Task == LearningTask.Binary ? 1 : present.Length;
        var objective = new LogisticObjective(data, labels, outputs, settings.C, settings.SquarePenalty, settings.FitIntercept);
        var (parameters, isConverged) = Minimise(objective, context);
        return Model(train, data, present, objective, parameters) with { IsConverged = isConverged };
    }

    private LinearModel Model(TrainingSet train, DesignMatrix data, int[] present, LogisticObjective objective, double[] parameters)
    {
        var coefficients = new double[train.Outputs * data.Width];
        var intercepts = new double[train.Outputs];
        // A class that was not among the samples is never predicted.
        if (train.Task == LearningTask.MultiClass) Array.Fill(intercepts, double.NegativeInfinity);
        for (var k = 0; k < objective.Outputs; k++)
        {
            var output = objective.Outputs == 1 ? 0 : present[k];
            var own = parameters.AsSpan(k * objective.Width, data.Width);
            own.CopyTo(coefficients.AsSpan(output * data.Width));
            intercepts[output] = (settings.FitIntercept ? parameters[k * objective.Width + data.Width] : 0) - LongVectors.Dot(own, data.Means);
        }
        // The same added to all classes changes nothing: intercepts of a sum of zero are the usual choice.
        var shared = train.Task == LearningTask.MultiClass ? present.Average(k => intercepts[k]) : 0;
        for (var k = 0; k < intercepts.Length; k++) intercepts[k] -= shared;
        return LinearModel.OfClasses(ClassicModels.LogisticName, train.Task, coefficients, intercepts);
    }

    private (double[] Parameters, bool IsConverged) Minimise(LogisticObjective objective, FitContext context)
    {
        var parameters = new double[objective.Size];
        var gradient = new double[objective.Size];
        var hessian = gradient.Select(_ => new double[objective.Size]).ToArray();
        var value = Value(objective, parameters);
        for (var iteration = 1; iteration <= settings.MaxIterations; iteration++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            objective.Derive(parameters, gradient, hessian);
            var step = settings.AbsolutePenalty == 0 ? NewtonStep.Plain(gradient, hessian)
                : NewtonStep.WithPenalty(gradient, hessian, parameters, j => objective.IsPenalised(j) ? settings.AbsolutePenalty : 0);
            var descent = -LongVectors.Dot(gradient, step) - Penalty(objective, Moved(parameters, step, 1)) + Penalty(objective, parameters);
            var (length, next, reached) = Search(objective, parameters, step, value, descent);
            if (length == 0) return (parameters, descent <= Accuracy(value));
            (parameters, value) = (next, reached);
            context.Progress?.Invoke(new TrainingProgress(iteration, settings.MaxIterations, value, double.NaN));
            if (length == 1 && descent <= Accuracy(value)) return (parameters, true);
        }
        return (parameters, false);
    }

    /// <summary>Halves the step until it leads down by enough; near the end a full step is taken though rounding hides the gain.</summary>
    private (double Length, double[] Next, double Value) Search(LogisticObjective objective, double[] parameters, double[] step, double value, double descent)
    {
        var length = 1.0;
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            var next = Moved(parameters, step, length);
            var reached = Value(objective, next);
            if (reached <= value - EnoughDescent * length * descent + 1e-13 * Math.Abs(value)) return (length, next, reached);
        }
        Value(objective, parameters);
        return (0, parameters, value);
    }

    private double Accuracy(double value) => settings.Tolerance * settings.Tolerance * Math.Max(1, Math.Abs(value));

    private double Value(LogisticObjective objective, double[] parameters) => objective.Evaluate(parameters) + Penalty(objective, parameters);

    private double Penalty(LogisticObjective objective, double[] parameters)
    {
        if (settings.AbsolutePenalty == 0) return 0;
        var sum = 0.0;
        for (var i = 0; i < parameters.Length; i++)
            if (objective.IsPenalised(i)) sum += Math.Abs(parameters[i]);
        return settings.AbsolutePenalty * sum;
    }

    private static double[] Moved(double[] parameters, double[] step, double length)
    {
        var moved = (double[])parameters.Clone();
        LongVectors.AddScaled(moved, length, step);
        return moved;
    }
}
