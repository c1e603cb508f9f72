using System.Globalization;
using System.Text;
using Tidemark.Cli.Output;

namespace Tidemark.Cli.Commands.Training;

/// <summary>Predictions as CSV, one line a row of the table in its order: column <c>p</c>, or one for each class. Empty where there is none.</summary>
internal static class PredictionFile
{
    /// <param name="option">The option that named the file.</param>
    /// <param name="path">Where to write.</param>
    /// <param name="predictions"><c>[rows, outputs]</c>.</param>
    /// <param name="outputs">Predictions a row.</param>
    public static void Write(string option, string path, double[] predictions, int outputs) => OutputFile.Write(option, path, stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(outputs == 1 ? "p" : string.Join(',', Enumerable.Range(0, outputs).Select(k => $"p_{k}")));
        Span<char> text = stackalloc char[32];
        for (var i = 0; i < predictions.Length; i++)
        {
            if (!double.IsNaN(predictions[i]) && predictions[i].TryFormat(text, out var length, "R", CultureInfo.InvariantCulture)) writer.Write(text[..length]);
            writer.Write((i + 1) % outputs == 0 ? '\n' : ',');
        }
    });
}
