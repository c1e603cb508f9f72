using Tidemark.Learning.Estimators;
using Tidemark.Learning.Trees.Boosting;

namespace Tidemark.Learning.Trees;

/// <summary>
/// A model made of decision trees: boosted ones that add up to a margin, or a forest whose leaves are averaged. One-row predictions read
/// flattened nodes and allocate nothing.
/// </summary>
public sealed class TreeModel : IFittedModel
{
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

    internal TreeModelForm Form { get; }

    internal FlatTrees Trees { get; }

    internal static TreeModel Boosted(LearningTask task, int columns, int outputs, MarginLink link, float baseMargin, IReadOnlyList<GrownTree> trees) =>
        new(new TreeModelForm("gbm", task, columns, outputs, link, baseMargin), FlatTrees.Of(trees, 1));

    internal static TreeModel Forest(string kind, LearningTask task, int columns, int outputs, IReadOnlyList<GrownTree> trees) =>
        new(new TreeModelForm(kind, task, columns, outputs, MarginLink.Identity, 0), FlatTrees.Of(trees, outputs));

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
