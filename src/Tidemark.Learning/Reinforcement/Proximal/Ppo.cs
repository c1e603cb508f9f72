using System.Globalization;
using System.Runtime.InteropServices;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Proximal;

/// <summary>
/// Proximal policy optimisation (Schulman et al. 2017): steps of several instances, advantages by generalised estimation, and some epochs of
/// batches in which the probability of an action may move only so far. With a memory, sequences are learnt from the states that the agent
/// was in.
/// </summary>
/// <param name="options">Settings.</param>
public sealed class Ppo(PpoOptions options)
{
    private const double AdamEpsilon = 1e-5;

    /// <summary>Learns in an environment. The same seed gives the same agent, bit for bit.</summary>
    /// <param name="create">Makes an instance.</param>
    /// <param name="context">Seed, threads, progress, cancellation.</param>
    /// <exception cref="ArithmeticException">The training diverged.</exception>
    public TrainedPolicy Train(Func<IEnvironment> create, ReinforcementContext context)
    {
        options.Checked();
        using var environment = new VectorEnvironment(create, options.Instances, context.Seed, context.Threads);
        var network = new PolicyNetwork(new PolicyShape(environment.Observations.Size, environment.Actions) { Hidden = options.Hidden, Memory = options.Memory, MemoryUnits = options.MemoryUnits });
        network.Initialise(new SeededRandom(context.Seed, "policy"));
        var optimiser = new Adam(network.Parameters, options.LearningRate, new AdamOptions { Epsilon = AdamEpsilon });
        var (rollout, average) = (new Rollout(options, network, environment), new EpisodeAverage());
        var batch = new PpoBatch(options, network, rollout, options.Instances);
        var (acting, order) = (new SeededRandom(context.Seed, "actions"), new SeededRandom(context.Seed, "batches"));
        environment.Reset();
        long steps = 0;
        while (steps < options.TotalSteps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var left = options.Anneals ? 1 - (double)steps / options.TotalSteps : 1;
            optimiser.LearningRate = options.LearningRate * left;
            rollout.Collect(acting, average);
            steps += (long)options.Instances * options.StepsPerUpdate;
            Update(rollout.Segments(), batch, optimiser, options.ClipRange * left, order, steps);
            if (context.IsDone?.Invoke(new ReinforcementProgress(steps, options.TotalSteps, average.Count, average.Mean)) == true) break;
        }
        return new TrainedPolicy(network, options.SequenceLength, hasProbabilities: true);
    }

    private void Update(List<Segment> segments, PpoBatch batch, Adam optimiser, double clipRange, SeededRandom order, long steps)
    {
        var all = CollectionsMarshal.AsSpan(segments);
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            order.Shuffle(all);
            for (var first = 0; first < all.Length;)
            {
                var (last, size) = (first, 0);
                while (last < all.Length && (size == 0 || size + all[last].Length <= options.BatchSize)) size += all[last++].Length;
                batch.Gradient(all[first..last], clipRange);
                if (!double.IsFinite(GradientClipping.ClipNorm(optimiser.Parameters, options.LargestGradientNorm)))
                    throw new ArithmeticException(string.Create(CultureInfo.InvariantCulture, $"the training diverged before step {steps}: a gradient is not finite; a lower learning rate helps"));
                optimiser.Step();
                first = last;
            }
        }
    }
}
