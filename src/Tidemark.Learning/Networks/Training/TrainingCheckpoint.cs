using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Formats;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Networks.Schedules;

namespace Tidemark.Learning.Networks.Training;

/// <summary>The state of a training in a safetensors file, written whole after each epoch.</summary>
internal sealed class TrainingCheckpoint(string path, TrainingState state, Optimiser optimiser, LearningRateSchedule schedule, string fingerprint)
{
    private const string Kind = "checkpoint";
    private const string OptimiserPrefix = "optimiser.";

    /// <summary>What must be the same for a training to go on to the same bits: every setting, seed, threads, the form of vectors, samples and their features.</summary>
    public static string Fingerprint(TrainerOptions options, FitContext context, Loss loss, TrainingWindows train, TrainingWindows? validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var words = string.Create(CultureInfo.InvariantCulture, $"{options}|{context.Seed}|{context.Threads}|{loss.Name}|{Hardware.Form}");
        hash.AppendData(Encoding.UTF8.GetBytes(words));
        train.AppendTo(hash);
        validation?.AppendTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Save()
    {
        var tensors = new Dictionary<string, StateTensor>(StringComparer.Ordinal);
        var number = 0;
        foreach (var (name, tensor) in Named())
        {
            tensors["network." + name] = StateTensor.Of<float>(tensor.Shape, tensor.Data);
            tensors["best." + name] = StateTensor.Of<float>(tensor.Shape, state.Best[number++]);
        }
        foreach (var (name, tensor) in optimiser.Save()) tensors[OptimiserPrefix + name] = tensor;
        tensors["schedule"] = StateTensor.Of<double>(schedule.Save());
        tensors["curve.train"] = StateTensor.Of<double>(state.Curve.Select(point => point.TrainLoss).ToArray());
        tensors["curve.validation"] = StateTensor.Of<double>(state.Curve.Select(point => point.ValidationLoss).ToArray());
        tensors["best.loss"] = StateTensor.Of<double>([state.BestLoss]);
        Safetensors.Write(path, new ModelState
        {
            Kind = Kind,
            Settings = new JsonObject { ["fingerprint"] = fingerprint, ["bestEpoch"] = state.BestEpoch, ["epochs"] = state.Curve.FirstOrDefault().Steps },
            Tensors = tensors,
        });
    }

    /// <summary>Goes back to what was saved, if there is something.</summary>
    public void Load()
    {
        if (!File.Exists(path)) return;
        var saved = Safetensors.Read(path);
        if (saved.Kind != Kind) throw new InvalidDataException($"{path} holds a model of kind '{saved.Kind}', no checkpoint of a training");
        if (!(saved.Settings["fingerprint"] is JsonValue own && own.TryGetValue<string>(out var text) && text == fingerprint)) throw new InvalidDataException($"{path} is the checkpoint of another training (other settings, seed, threads, samples or vectors of the processor); delete it to begin anew");
        try
        {
            Restore(saved);
        }
        catch (Exception failure) when (failure is KeyNotFoundException or ArgumentException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new InvalidDataException($"the checkpoint {path} is damaged: {failure.Message}");
        }
    }

    private void Restore(ModelState saved)
    {
        var number = 0;
        foreach (var (name, tensor) in Named())
        {
            Take(saved, "network." + name, tensor.Data);
            Take(saved, "best." + name, state.Best[number++]);
        }
        optimiser.Restore(saved.Tensors.Where(pair => pair.Key.StartsWith(OptimiserPrefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[OptimiserPrefix.Length..], pair => pair.Value));
        schedule.Restore(saved.Tensors["schedule"].Values<double>());
        state.BestEpoch = (int)saved.Settings["bestEpoch"]!;
        state.BestLoss = saved.Tensors["best.loss"].Values<double>() is [var loss] ? loss : throw new ArgumentException("the best loss is missing");
        var (train, validation) = (saved.Tensors["curve.train"].Values<double>().ToArray(), saved.Tensors["curve.validation"].Values<double>().ToArray());
        if (validation.Length != train.Length || state.BestEpoch < 0 || state.BestEpoch > train.Length) throw new ArgumentException("its learning curve is incomplete");
        state.Curve.AddRange(train.Select((loss, i) => new TrainingProgress(i + 1, (int)saved.Settings["epochs"]!, loss, validation[i])));
    }

    private static void Take(ModelState saved, string name, Span<float> to)
    {
        var values = saved.Tensors[name].Values<float>();
        if (values.Length != to.Length) throw new ArgumentException($"'{name}' is of another size");
        values.CopyTo(to);
    }

    private IEnumerable<NamedTensor> Named() => state.Network.Parameters.Concat(state.Network.Buffers);
}
