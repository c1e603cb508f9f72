namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Sums of first and second derivatives of the loss.</summary>
internal readonly record struct GradientSum(double Gradient, double Hessian)
{
    public static GradientSum operator +(GradientSum a, GradientSum b) => new(a.Gradient + b.Gradient, a.Hessian + b.Hessian);

    public static GradientSum operator -(GradientSum a, GradientSum b) => new(a.Gradient - b.Gradient, a.Hessian - b.Hessian);
}
