namespace Tidemark.Learning.Trees.Boosting;

/// <summary>Grows one tree on derivatives of the loss.</summary>
internal interface ITreeGrower : IDisposable
{
    /// <param name="pairs">First and second derivative of each sample.</param>
    /// <param name="rows">The samples to learn from, rising; they may be moved about.</param>
    /// <param name="columns">The features it may use.</param>
    /// <param name="leafOf">Set for each sample of <paramref name="rows"/>: its leaf.</param>
    /// <returns>A tree whose leaves are steps times the learning rate.</returns>
    GrownTree Grow(float[] pairs, int[] rows, ColumnSampler columns, int[] leafOf);
}
