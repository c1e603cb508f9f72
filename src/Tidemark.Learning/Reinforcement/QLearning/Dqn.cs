using System.Globalization;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Optimisers;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.QLearning;

/// <summary>
/// Deep Q-learning (Mnih et al. 2015), double where wanted (van Hasselt et al. 2016): a network learns what each discrete action is worth from
/// remembered steps, against a copy of itself that follows at intervals. The error's slope is held to -1 to 1 (Huber). What is learnt late is
/// not always better: the greedy policy is judged now and then on episodes of its own, and the best one is kept.
/// </summary>
/// <param name="options">Settings.</param>
public sealed class Dqn(DqnOptions options)
{
    /// <summary>Learns in an environment of discrete actions. The same seed gives the same agent, bit for bit.</summary>
    /// <param name="create">Makes the one instance.</param>
    /// <param name="context">Seed, progress, cancellation.</param>
    /// <exception cref="ArgumentException">The actions are not discrete.</exception>
    /// <exception cref="ArithmeticException">The training diverged.</exception>
    public TrainedPolicy Train(Func<IEnvironment> create, ReinforcementContext context)
    {
        options.Checked();
        using var environment = new VectorEnvironment(create, 1, context.Seed);
        if (!environment.Actions.IsDiscrete) throw new ArgumentException("Q-learning needs discrete actions");
        var shape = new PolicyShape(environment.Observations.Size, environment.Actions) { Hidden = options.Hidden, HasCritic = false, Activation = ActivationKind.Relu };
        var learner = new Learner(options, shape, context.Seed);
        using var judge = options.JudgementInterval > 0 ? new PolicyJudge(create(), options.JudgementEpisodes, context.Seed) : null;
        var (buffer, average) = (new ReplayBuffer((int)Math.Min(options.BufferSize, options.TotalSteps), shape.Observations), new EpisodeAverage());
        var recent = new RecentSteps(options.ReturnSteps, options.Discount, buffer);
        var (acting, drawing) = (new SeededRandom(context.Seed, "actions"), new SeededRandom(context.Seed, "batches"));
        var (action, seen) = (new float[1], new float[shape.Observations]);
        environment.Reset();
        for (long step = 1; step <= options.TotalSteps; step++)
        {
            environment.Current.CopyTo(seen);
            action[0] = acting.NextDouble() < options.EpsilonAt(step) ? acting.NextInt(shape.Outputs) : learner.Best(seen);
            environment.Step(action);
            var result = environment.Results[0];
            recent.Add(seen, (int)action[0], result, result.IsOver ? environment.Last(0) : environment.Current);
            if (step >= options.LearningStarts && step % options.StepsPerUpdate == 0 && buffer.Count > 0)
                for (var i = 0; i < options.BatchesPerUpdate; i++) learner.Learn(buffer, drawing, step);
            if (judge is not null && step > options.LearningStarts && (step % options.JudgementInterval == 0 || step == options.TotalSteps)) judge.Judge(learner.Network);
            if (!result.IsOver) continue;
            average.Add(environment.TakeFinished());
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.IsDone?.Invoke(new ReinforcementProgress(step, options.TotalSteps, average.Count, average.Mean)) == true) break;
        }
        judge?.TakeBest(learner.Network);
        return new TrainedPolicy(learner.Network, 1, hasProbabilities: false);
    }

    /// <summary>The two networks and how the first learns.</summary>
    private sealed class Learner
    {
        private readonly DqnOptions options;
        private readonly PolicyNetwork target;
        private readonly Adam optimiser;
        private readonly Tape tape = new();
        private readonly Tape quiet = new() { IsRecording = false };
        private readonly Tensor one;
        private readonly Tensor after;
        private readonly Tensor before;
        private readonly int[] drawn;
        private long batches;

        public Learner(DqnOptions options, PolicyShape shape, ulong seed)
        {
            this.options = options;
            (Network, target) = (new PolicyNetwork(shape), new PolicyNetwork(shape));
            Network.Initialise(new SeededRandom(seed, "policy"));
            Follow(1);
            optimiser = new Adam(Network.Parameters, options.LearningRate);
            (one, before, after) = (new Tensor(1, shape.Observations), new Tensor(options.BatchSize, shape.Observations), new Tensor(options.BatchSize, shape.Observations));
            drawn = new int[options.BatchSize];
        }

        public PolicyNetwork Network { get; }

        public int Best(ReadOnlySpan<float> seen)
        {
            quiet.Reset();
            seen.CopyTo(one.Data);
            return Highest(Network.Forward(quiet, one).Data);
        }

        public void Learn(ReplayBuffer buffer, SeededRandom random, long step)
        {
            var (size, outputs) = (Network.Shape.Observations, Network.Shape.Outputs);
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = random.NextInt(buffer.Count);
                buffer.Before(drawn[i]).CopyTo(before.Data[(i * size)..]);
                buffer.After(drawn[i]).CopyTo(after.Data[(i * size)..]);
            }
            quiet.Reset();
            var worth = target.Forward(quiet, after).Data;
            var choice = options.IsDouble ? Network.Forward(quiet, after).Data : worth;
            tape.Reset();
            Network.ClearGradients();
            var output = Network.Forward(tape, before);
            var slopes = output.Grad;
            for (var i = 0; i < drawn.Length; i++)
            {
                var next = worth[i * outputs + Highest(choice.Slice(i * outputs, outputs))];
                var goal = buffer.Reward(drawn[i]) + buffer.Discount(drawn[i]) * next;
                var at = i * outputs + buffer.Action(drawn[i]);
                slopes[at] = (float)(Math.Clamp(output.Data[at] - goal, -1, 1) / drawn.Length);
            }
            tape.Backward();
            if (!double.IsFinite(GradientClipping.ClipNorm(Network.Parameters, options.LargestGradientNorm)))
                throw new ArithmeticException(string.Create(CultureInfo.InvariantCulture, $"the training diverged before step {step}: a gradient is not finite; a lower learning rate helps"));
            if (options.Anneals) optimiser.LearningRate = options.LearningRate * (1 - (step - 1.0) / options.TotalSteps);
            optimiser.Step();
            if (++batches % options.TargetInterval == 0) Follow(options.TargetShare);
        }

        private void Follow(double share)
        {
            for (var i = 0; i < target.Parameters.Count; i++)
            {
                var from = Network.Parameters[i].Tensor.Data;
                var to = target.Parameters[i].Tensor.Data;
                // All of the way ends exactly there.
                for (var j = 0; j < to.Length; j++) to[j] = share == 1 ? from[j] : to[j] + (float)share * (from[j] - to[j]);
            }
        }

        private static int Highest(ReadOnlySpan<float> values)
        {
            var best = 0;
            for (var i = 1; i < values.Length; i++)
                if (values[i] > values[best]) best = i;
            return best;
        }
    }
}
