using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees.Boosting;
using Tidemark.Learning.Trees.Explanations;

namespace Tidemark.Learning.Trees;

/// <summary>
/// A model made of decision trees: boosted ones that add up to a margin, or a forest whose leaves are averaged. One-row predictions read
/// flattened nodes and allocate nothing.
/// </summary>
public sealed class TreeModel : IFittedModel
{
    private TreeShap? shap;

    internal TreeModel(TreeModelForm form, FlatTrees trees)
    {
        Form = form;
        Trees = trees;
    }

    /// <inheritdoc/>
    public LearningTask Task => Form.Task;

    /// <inheritdoc/>
    public int Columns => Form.Columns;

    /// <inheritdoc/>
    public int Window => 1;

    /// <inheritdoc/>
    public int Outputs => Form.Outputs;

    /// <summary>Number of trees.</summary>
    public int Count => Trees.Count;

    /// <summary>
    /// Of a forest that was asked for it: the share of training samples classified rightly, or R squared, by the trees that had not seen
    /// them. Null otherwise, NaN where every tree had seen all.
    /// </summary>
    public double? OutOfBagScore => Form.OutOfBagScore;

    internal TreeModelForm Form { get; }

    internal FlatTrees Trees { get; }

    internal static TreeModel Boosted(LearningTask task, int columns, int outputs, MarginLink link, float baseMargin, IReadOnlyList<GrownTree> trees) =>
        new(new TreeModelForm("gbm", task, columns, outputs, link, baseMargin), FlatTrees.Of(trees, 1));

    internal static TreeModel Forest(string kind, LearningTask task, int columns, int outputs, IReadOnlyList<GrownTree> trees, double? outOfBagScore) =>
        new(new TreeModelForm(kind, task, columns, outputs, MarginLink.Identity, 0) { OutOfBagScore = outOfBagScore }, FlatTrees.Of(trees, outputs));

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        if (window.Length != Columns) throw new ArgumentException($"{window.Length} values are not a row of {Columns} features");
        if (Form.IsForest)
        {
            Trees.Sum(window, outputs[..Outputs]);
            for (var output = 0; output < Outputs; output++) outputs[output] /= Trees.Count;
            return;
        }
        if (Outputs == 1)
        {
            Span<float> margin = [Form.BaseMargin];
            Trees.AddSingle(window, ref margin[0]);
            Apply(Form.Link, margin, outputs[..1]);
            return;
        }
        Span<float> margins = Outputs <= 64 ? stackalloc float[Outputs] : new float[Outputs];
        margins.Fill(Form.BaseMargin);
        Trees.AddInTurn(window, margins);
        Apply(Form.Link, margins, outputs[..Outputs]);
    }

    /// <summary>How important each feature is to the trees.</summary>
    /// <returns>One number a feature, 0 where no split uses it.</returns>
    public double[] Importance(ImportanceKind kind) => TreeImportance.Compute(Trees, Columns, kind);

    /// <summary>
    /// What each feature adds to the prediction of a row (TreeSHAP, path-dependent): with the last number of a line, the expected value,
    /// they sum to the margin of boosted trees (logarithm of odds, value, or unnormalised logarithm of a class's probability), or to a
    /// forest's prediction.
    /// </summary>
    /// <param name="row"><c>[Columns]</c>.</param>
    /// <param name="contributions"><c>[Outputs, Columns + 1]</c>.</param>
    /// <exception cref="ArgumentException">The sizes are others, or a tree is more than 2,000 levels deep.</exception>
    public void Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        if (row.Length != Columns) throw new ArgumentException($"{row.Length} values are not a row of {Columns} features");
        if (contributions.Length != Outputs * (Columns + 1)) throw new ArgumentException($"contributions are {Outputs} x {Columns + 1} numbers, not {contributions.Length}");
        shap ??= new TreeShap(Trees, Columns);
        contributions.Clear();
        for (var output = 0; output < Outputs; output++) contributions[output * (Columns + 1) + Columns] = Form.BaseMargin;
        for (var tree = 0; tree < Trees.Count; tree++)
        {
            if (Form.IsForest) shap.Add(tree, row, contributions, 1.0 / Trees.Count);
            else shap.Add(tree, row, contributions.Slice(tree % Outputs * (Columns + 1), Columns + 1), 1);
        }
    }

    /// <summary>The mean absolute contribution of each feature over some rows and all outputs: an importance that compares features of any scale.</summary>
    /// <returns>One number a feature.</returns>
    public double[] MeanAbsoluteContributions(IFeatureSource features, ReadOnlySpan<int> rows)
    {
        var (sums, contributions) = (new double[Columns], new double[Outputs * (Columns + 1)]);
        foreach (var row in rows)
        {
            Explain(features.Read(row, 1), contributions);
            for (var i = 0; i < contributions.Length; i++)
                if (i % (Columns + 1) is var column && column < Columns) sums[column] += Math.Abs(contributions[i]) / rows.Length;
        }
        return sums;
    }

    /// <inheritdoc/>
    public ModelState Save() => TreeModelState.Save(this);

    internal static void Apply(MarginLink link, Span<float> margins, Span<double> outputs)
    {
        if (link == MarginLink.Softmax)
        {
            Span<float> own = margins.Length <= 64 ? stackalloc float[margins.Length] : new float[margins.Length];
            margins.CopyTo(own);
            SoftmaxLoss.Probabilities(own);
            for (var i = 0; i < own.Length; i++) outputs[i] = own[i];
            return;
        }
        for (var i = 0; i < margins.Length; i++) outputs[i] = link == MarginLink.Logistic ? LogisticLoss.Probability(margins[i]) : margins[i];
    }
}
