using System.Runtime.ExceptionServices;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Networks.Schedules;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Training;

/// <summary>
/// Trains a network on windows: epochs of shuffled batches, validation after each, the best weights kept. With several threads each takes its share
/// of every batch and the gradients are added in a fixed order; one seed and one number of threads give the same bits, and so does a training that was
/// ended and goes on from its checkpoint.
/// </summary>
internal sealed class NetworkTrainer
{
    /// <summary>The fewest samples that are judged at once.</summary>
    private const int JudgedAtOnce = 256;

    private readonly Loss loss;
    private readonly TrainerOptions options;
    private readonly FitContext context;
    private readonly TrainingReplica[] replicas;
    private readonly Optimiser optimiser;
    private readonly double[] losses;

    /// <param name="create">Makes the network; called once a thread.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="optimise">Makes the optimiser of a network's parameters.</param>
    /// <param name="options">Epochs, batches, rates.</param>
    /// <param name="context">Seed, threads, progress, cancellation, checkpoint.</param>
    public NetworkTrainer(Func<Layer> create, Loss loss, Func<IReadOnlyList<NamedTensor>, Optimiser> optimise, TrainerOptions options, FitContext context)
    {
        (this.loss, this.options, this.context) = (loss, options, context);
        // A loss over the order of samples cannot be taken apart.
        var threads = loss is SharpeLoss ? 1 : Math.Max(1, Math.Min(context.Threads, options.BatchSize));
        replicas = [.. Enumerable.Range(0, threads).Select(_ => new TrainingReplica(create(), loss))];
        Network.Initialise(new SeededRandom(context.Seed, "weights"));
        optimiser = optimise(Network.Parameters);
        losses = new double[threads];
    }

    /// <summary>The network that learns.</summary>
    public Layer Network => replicas[0].Network;

    /// <exception cref="ArithmeticException">The training diverged; the message says where.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of another training.</exception>
    public TrainingOutcome Train(TrainingWindows train, TrainingWindows? validation)
    {
        if (train.Count == 0) throw new ArgumentException("there are no samples to learn from");
        if (validation is { Count: 0 }) validation = null;
        var state = new TrainingState(Network);
        var schedule = ScheduleOf(StepsOf(train.Count));
        var checkpoint = context.CheckpointPath is { } path ? new TrainingCheckpoint(path, state, optimiser, schedule, TrainingCheckpoint.Fingerprint(options, context, loss, train, validation)) : null;
        checkpoint?.Load();
        var order = new int[train.Count];
        int[] all = [.. Enumerable.Range(0, validation?.Count ?? 0)];
        while (state.Epochs < options.Epochs && !IsExhausted(state, validation))
        {
            var trained = LearnEpoch(train, order, state.Epochs, schedule);
            var judged = validation is null ? double.NaN : Judge(validation, all);
            var progress = new TrainingProgress(state.Epochs + 1, options.Epochs, trained, judged);
            state.Curve.Add(progress);
            schedule.Observe(validation is null ? trained : judged);
            // Without validation samples the last weights are the best that is known.
            if (validation is null || judged < state.BestLoss - options.MinimumImprovement)
            {
                (state.BestLoss, state.BestEpoch) = (judged, state.Epochs);
                state.Keep();
            }
            checkpoint?.Save();
            context.Progress?.Invoke(progress);
        }
        state.Restore();
        return new TrainingOutcome(Network, state.BestEpoch, [.. state.Curve]);
    }

    private bool IsExhausted(TrainingState state, TrainingWindows? validation) =>
        validation is not null && options.Patience > 0 && state.Epochs - state.BestEpoch >= options.Patience;

    private double LearnEpoch(TrainingWindows train, int[] order, int epoch, LearningRateSchedule schedule)
    {
        Arrange(order, epoch);
        for (var r = 0; r < replicas.Length; r++) replicas[r].Begin(context.Seed, epoch, r);
        var size = Math.Min(options.BatchSize, train.Count);
        var steps = StepsOf(train.Count);
        var isByEpoch = options.Schedule is RateSchedule.Step or RateSchedule.Plateau;
        var (sum, weight) = (0.0, 0.0);
        for (var step = 0; step < steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var first = step * size;
            var count = Math.Min(size, train.Count - first);
            var value = Learn(train, order, first, count);
            if (!double.IsFinite(value)) throw Diverged(epoch, step, value);
            if (options.GradientClip > 0) GradientClipping.ClipNorm(Network.Parameters, options.GradientClip);
            optimiser.LearningRate = schedule.At(isByEpoch ? epoch : (long)epoch * steps + step);
            optimiser.Step();
            var share = train.WeightOf(order.AsSpan(first, count));
            sum += value * share;
            weight += share;
        }
        foreach (var tensor in TrainingState.Numbers(Network))
            foreach (var number in tensor.Data)
                if (!float.IsFinite(number)) throw Diverged(epoch, steps - 1, number);
        return sum / weight;
    }

    /// <summary>Steps of an epoch. One sample alone has no statistics of a batch and is left out; in another order it comes again.</summary>
    private int StepsOf(int samples)
    {
        var size = Math.Min(options.BatchSize, samples);
        var steps = (samples + size - 1) / size;
        return steps > 1 && samples - (steps - 1) * size == 1 ? steps - 1 : steps;
    }

    private LearningRateSchedule ScheduleOf(int steps)
    {
        var total = Math.Max(2, (long)options.Epochs * steps);
        return options.Schedule switch
        {
            RateSchedule.Cosine => new CosineSchedule(options.LearningRate, total, Math.Min(total - 1, (long)options.WarmUpEpochs * steps)),
            RateSchedule.OneCycle => new OneCycleSchedule(options.LearningRate, total),
            RateSchedule.Step => new StepSchedule(options.LearningRate, Math.Max(1, options.Epochs / 5), 0.5),
            RateSchedule.Plateau => new PlateauSchedule(options.LearningRate, 0.5, 5),
            _ => new ConstantSchedule(options.LearningRate),
        };
    }

    private double Learn(TrainingWindows train, int[] order, int first, int count)
    {
        if (replicas.Length == 1) return replicas[0].Learn(train, order.AsSpan(first, count));
        // Two samples at least for each, so that statistics of a batch are never of one.
        var used = Math.Clamp(count / 2, 1, replicas.Length);
        Share(used, r =>
        {
            if (r > 0) replicas[r].Follow(Network, withBuffers: false);
            var (start, end) = ((int)((long)count * r / used), (int)((long)count * (r + 1) / used));
            losses[r] = replicas[r].Learn(train, order.AsSpan(first + start, end - start));
        });
        var total = train.WeightOf(order.AsSpan(first, count));
        var value = 0.0;
        for (var r = 0; r < used; r++)
        {
            var (start, end) = ((int)((long)count * r / used), (int)((long)count * (r + 1) / used));
            var share = train.WeightOf(order.AsSpan(first + start, end - start)) / total;
            value += losses[r] * share;
            Add(replicas[r].Network, (float)share, isFirst: r == 0);
        }
        return value;
    }

    /// <summary>Adds the gradients of a share to those of the network that learns.</summary>
    private void Add(Layer from, float share, bool isFirst)
    {
        for (var i = 0; i < Network.Parameters.Count; i++)
        {
            var to = Network.Parameters[i].Tensor.Grad;
            var gradient = from.Parameters[i].Tensor.Grad;
            if (isFirst)
                for (var j = 0; j < to.Length; j++) to[j] *= share;
            else
                for (var j = 0; j < to.Length; j++) to[j] += share * gradient[j];
        }
    }

    private double Judge(TrainingWindows validation, int[] all)
    {
        // Batches are of a size of their own, so that losses do not depend on the number of threads.
        var size = Math.Max(options.BatchSize, JudgedAtOnce);
        if (loss is SharpeLoss) return JudgeInOrder(validation, all, size);
        var batches = (all.Length + size - 1) / size;
        var values = new double[batches];
        for (var r = 1; r < replicas.Length; r++) replicas[r].Follow(Network, withBuffers: true);
        Share(Math.Min(replicas.Length, batches), r =>
        {
            for (var batch = r; batch < batches; batch += replicas.Length)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                values[batch] = replicas[r].Judge(validation, all.AsSpan(batch * size, Math.Min(size, all.Length - batch * size)));
            }
        });
        var (sum, weight) = (0.0, 0.0);
        for (var batch = 0; batch < batches; batch++)
        {
            var share = validation.WeightOf(all.AsSpan(batch * size, Math.Min(size, all.Length - batch * size)));
            sum += values[batch] * share;
            weight += share;
        }
        return sum / weight;
    }

    /// <summary>A loss over an order is one over all samples: predictions are made in batches, and judged together.</summary>
    private double JudgeInOrder(TrainingWindows validation, int[] all, int size)
    {
        var predictions = Array.Empty<float>();
        for (var first = 0; first < all.Length; first += size)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(size, all.Length - first);
            var made = replicas[0].Predict(validation, all.AsSpan(first, count));
            if (predictions.Length == 0) predictions = new float[all.Length * (made.Length / count)];
            made.CopyTo(predictions.AsSpan(first * (made.Length / count)));
        }
        return loss.Compute(predictions, all.Length, validation.Targets, validation.Weights, []);
    }

    private void Arrange(int[] order, int epoch)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        // A stream of its own for each epoch: a training that goes on needs not know how often was drawn before.
        var random = new SeededRandom(context.Seed, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"shuffle {epoch}"));
        if (options.IsShuffled)
        {
            random.Shuffle<int>(order);
            return;
        }
        // Consecutive samples from another place each time, so that the cuts between batches move.
        var start = random.NextInt(order.Length);
        for (var i = 0; i < order.Length; i++) order[i] = (start + i) % order.Length;
    }

    private static void Share(int count, Action<int> work)
    {
        if (count == 1)
        {
            work(0);
            return;
        }
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = count }, work);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }

    private static ArithmeticException Diverged(int epoch, int step, double value) =>
        new(FormattableString.Invariant($"the training diverged in epoch {epoch + 1}, step {step + 1}: a number became {value}; a smaller learning rate, gradient clipping or scaled features help"));
}
