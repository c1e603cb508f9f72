using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>A step that has learnt. It sees rows one after another and may remember earlier ones, never later ones.</summary>
internal abstract class FittedStep
{
    /// <summary>The name under which it is saved.</summary>
    public abstract string Kind { get; }

    /// <summary>Number of columns that it reads.</summary>
    public abstract int Inputs { get; }

    /// <summary>Number of columns that it gives, those that it reads first unless it leaves some out.</summary>
    public virtual int Outputs => Inputs;

    /// <summary>How many rows before a row change what it makes of that row; <see cref="int.MaxValue"/> where there is no end to it.</summary>
    public virtual int Reach => 0;

    /// <summary>Names of the columns that it gives.</summary>
    public virtual ImmutableArray<string> Names(ImmutableArray<string> inputs) => inputs;

    /// <summary>Changes the next row.</summary>
    /// <param name="row">Room for <see cref="Inputs"/> and <see cref="Outputs"/> values, of which the first <see cref="Inputs"/> are there.</param>
    /// <returns>Whether the row may be used; a row of which too much is missing may not.</returns>
    public abstract bool Apply(Span<float> row);

    /// <summary>Forgets the rows that it has seen, but not what it has learnt.</summary>
    public virtual void Reset() { }

    /// <summary>Writes what it has learnt.</summary>
    public abstract void Save(JsonObject settings, Action<string, StateTensor> addTensor);
}
