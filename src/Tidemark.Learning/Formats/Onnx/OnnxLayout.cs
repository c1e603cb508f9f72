namespace Tidemark.Learning.Formats.Onnx;

/// <summary>How a window of features lies in the input of an imported model.</summary>
public enum OnnxLayout
{
    /// <summary>Found from the shape of the input.</summary>
    Automatic,

    /// <summary><c>[batch, columns]</c>: one row, or a window whose rows follow each other.</summary>
    Rows,

    /// <summary><c>[batch, time, columns]</c>: PyTorch with <c>batch_first=True</c>, Keras.</summary>
    BatchTimeColumns,

    /// <summary><c>[batch, columns, time]</c>: convolutions of PyTorch.</summary>
    BatchColumnsTime,

    /// <summary><c>[time, batch, columns]</c>: recurrent networks of PyTorch as they are by default.</summary>
    TimeBatchColumns,
}
