using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats.Onnx;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Research.Training;

/// <summary>Models trained elsewhere and saved as ONNX, made like those trained here. Features go in as they are: what scaled them there must be in the file.</summary>
public static class ForeignModel
{
    /// <exception cref="BadInputException">The file cannot be read or run, or is of other features; the message says what.</exception>
    public static TrainedModel Load(string path, ForeignModelRequest request)
    {
        if (!File.Exists(path)) throw new BadInputException($"{path}: there is no such file");
        var columns = request.Features?.List.Names ?? request.Columns;
        var task = request.Label?.Task ?? request.Task ?? LearningTask.Regression;
        if (request.Label is not null && request.Task is { } asked && asked != task) throw new BadInputException($"--task: the label {request.Label.Text} is {TaskNames.Of(task)}");
        try
        {
            var bytes = File.ReadAllBytes(path);
            var model = OnnxModel.Load(bytes, new OnnxOptions { Task = task, Columns = columns.Length, Window = request.Window, Layout = request.Layout }, path);
            return new TrainedModel(model, FittedPreprocessor.None(columns), new ModelCard
            {
                Kind = OnnxModel.Kind,
                Columns = columns,
                Preparation = "",
                Label = request.Label?.Text ?? "",
                Target = new TargetEncoding(task, ClassesOf(request, task, model.Outputs)),
                Parameters = [KeyValuePair.Create("producer", model.Producer), KeyValuePair.Create("layout", model.Layout.ToString())],
                DataHash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                Build = request.Build,
                Market = MarketOf(request),
            });
        }
        catch (InvalidDataException problem)
        {
            throw new BadInputException(problem.Message, problem);
        }
    }

    private static ImmutableArray<string> ClassesOf(ForeignModelRequest request, LearningTask task, int outputs)
    {
        if (task == LearningTask.Regression) return [];
        var count = task == LearningTask.Binary ? 2 : outputs;
        if (request.Label is not { } label) return [.. Enumerable.Range(0, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
        return label.Classes == count ? [.. label.ClassNames] : throw new BadInputException($"the model tells {count} classes apart, the label {label.Text} has {label.Classes}");
    }

    private static JsonObject MarketOf(ForeignModelRequest request) => request.Features is not { } features ? [] : new JsonObject
    {
        ["instrument"] = request.Instrument,
        ["interval"] = request.Interval!.Value.ToString(),
        ["features"] = features.List.ToString(),
        ["label"] = request.Label?.Text ?? "",
        ["horizon"] = request.Label?.Horizon ?? 1,
        ["featureNames"] = features.Name,
        ["featureHash"] = features.Hash,
    };
}
