namespace Tidemark.Learning.Formats.Onnx;

/// <summary>How a window of features becomes the input of a graph.</summary>
/// <param name="Layout">Never <see cref="OnnxLayout.Automatic"/>.</param>
/// <param name="Batch">Rows of a batch that the file demands; only the first one is used.</param>
/// <param name="Window">Rows of a window.</param>
/// <param name="Columns">Features.</param>
internal sealed record OnnxShape(OnnxLayout Layout, int Batch, int Window, int Columns)
{
    /// <summary>The dimensions of the input.</summary>
    public int[] Dimensions(int rank) => Layout switch
    {
        OnnxLayout.Rows when rank == 1 => [Window * Columns],
        OnnxLayout.Rows => [Batch, Window * Columns],
        OnnxLayout.BatchColumnsTime => [Batch, Columns, Window],
        OnnxLayout.TimeBatchColumns => [Window, Batch, Columns],
        _ => [Batch, Window, Columns],
    };

    /// <summary>Puts a window where the graph expects it.</summary>
    public void Place(ReadOnlySpan<float> window, Span<float> input)
    {
        switch (Layout)
        {
            case OnnxLayout.BatchColumnsTime:
                for (var t = 0; t < Window; t++)
                    for (var c = 0; c < Columns; c++) input[c * Window + t] = window[t * Columns + c];
                break;
            case OnnxLayout.TimeBatchColumns when Batch > 1:
                for (var t = 0; t < Window; t++) window.Slice(t * Columns, Columns).CopyTo(input[(t * Batch * Columns)..]);
                break;
            default:
                window.CopyTo(input);
                break;
        }
    }

    /// <exception cref="InvalidDataException">The input is not of a shape that a window of features can have, or the file says another number than was asked for.</exception>
    public static OnnxShape Find(OnnxPort input, OnnxOptions options)
    {
        if (input.Element is not (OnnxElement.Float or OnnxElement.Double)) throw new InvalidDataException($"the input '{input.Name}' is not of floating point");
        if (input.Shape.IsDefault) throw new InvalidDataException($"the file does not say the shape of its input '{input.Name}'");
        var sizes = input.Shape;
        if (sizes.Length is 1 or 2) return OfRows(input, options);
        if (sizes.Length != 3 || options.Layout == OnnxLayout.Rows) throw new InvalidDataException($"the input '{input.Name}' is {input}; [batch, columns], [batch, time, columns], [batch, columns, time] and [time, batch, columns] can be given");
        var layout = options.Layout != OnnxLayout.Automatic ? options.Layout : Guess(input, options);
        var (batch, time, columns) = layout switch
        {
            OnnxLayout.BatchColumnsTime => (sizes[0], sizes[2], sizes[1]),
            OnnxLayout.TimeBatchColumns => (sizes[1], sizes[0], sizes[2]),
            _ => (sizes[0], sizes[1], sizes[2]),
        };
        return new OnnxShape(layout, batch ?? 1, Agreed(input, "window", time, options.Window), Agreed(input, "number of features", columns, options.Columns));
    }

    private static OnnxShape OfRows(OnnxPort input, OnnxOptions options)
    {
        var all = input.Shape[^1];
        var batch = input.Shape.Length == 2 ? input.Shape[0] ?? 1 : 1;
        if (options.Layout is not (OnnxLayout.Automatic or OnnxLayout.Rows)) throw new InvalidDataException($"the input '{input.Name}' is {input}, which is not {options.Layout}");
        if (all is { } size && options.Columns > 0)
        {
            // A window whose rows follow each other.
            var window = options.Window > 0 ? options.Window : size / options.Columns;
            if (window * options.Columns != size)
                throw new InvalidDataException($"the input '{input.Name}' takes {size} numbers, not {(window <= 1 ? "" : $"{window} rows of ")}{options.Columns} features");
            return new OnnxShape(OnnxLayout.Rows, batch, Math.Max(1, window), options.Columns);
        }
        if (options.Window > 1)
        {
            if (options.Columns == 0 && all % options.Window != 0) throw new InvalidDataException($"the input '{input.Name}' takes {all} numbers, not {options.Window} rows");
            return new OnnxShape(OnnxLayout.Rows, batch, options.Window, options.Columns > 0 ? options.Columns : all!.Value / options.Window);
        }
        return new OnnxShape(OnnxLayout.Rows, batch, 1, Agreed(input, "number of features", all, options.Columns));
    }

    private static OnnxLayout Guess(OnnxPort input, OnnxOptions options)
    {
        var sizes = input.Shape;
        bool Fits(int time, int columns) =>
            (options.Columns == 0 || sizes[columns] is null || sizes[columns] == options.Columns) && (options.Window == 0 || sizes[time] is null || sizes[time] == options.Window);
        bool IsCalledBatch(int dimension) => input.OpenNames.Length > dimension && input.OpenNames[dimension].Contains("batch", StringComparison.OrdinalIgnoreCase);
        // Batch first and columns last is what most files have; only what speaks against it is taken for something else.
        var isTimeFirst = IsCalledBatch(1) || (!IsCalledBatch(0) && sizes[0] > 1 && sizes[1] is null or 1);
        if (isTimeFirst && Fits(0, 2)) return OnnxLayout.TimeBatchColumns;
        return !Fits(1, 2) && Fits(2, 1) ? OnnxLayout.BatchColumnsTime : OnnxLayout.BatchTimeColumns;
    }

    private static int Agreed(OnnxPort input, string what, int? size, int wanted)
    {
        if (size is { } known && wanted > 0 && known != wanted) throw new InvalidDataException($"the {what} of the input '{input.Name}' {input} is {known}, not {wanted}");
        return size ?? (wanted > 0 ? wanted : throw new InvalidDataException($"the {what} of the input '{input.Name}' {input} is open; it must be said"));
    }
}
