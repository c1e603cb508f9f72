using Tidemark.Learning.Networks.Schedules;

namespace Tidemark.Learning.Tests.Networks.Schedules;

public class ScheduleTests
{
    [Fact]
    public void Step_EveryThree_FallsByGamma()
    {
        var schedule = new StepSchedule(0.8, 3, 0.5);
        Assert.Equal([0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2], Enumerable.Range(0, 7).Select(step => schedule.At(step)));
        Assert.Equal(0.3, new ConstantSchedule(0.3).At(1_000_000));
    }

    [Fact]
    public void Cosine_WarmUp_RisesThenFallsToTheFloorAndStays()
    {
        var schedule = new CosineSchedule(1, 12, 4, 0.2);
        double[] expected = [0.25, 0.5, 0.75, 1];
        for (var step = 0; step < 4; step++) Assert.Equal(expected[step], schedule.At(step), 1e-12);
        Assert.Equal(1, schedule.At(4), 1e-12);
        Assert.Equal(0.6, schedule.At(8), 1e-12);
        Assert.Equal(0.2, schedule.At(12), 1e-12);
        Assert.Equal(0.2, schedule.At(100), 1e-12);
    }

    [Fact]
    public void OneCycle_TenSteps_IsPyTorchsCycle()
    {
        // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=10) without momentum cycling.
        double[] expected = [0.04, 0.52, 1, 0.9504846320134737, 0.8117456539497631, 0.6112620219362892, 0.38874197806371075, 0.188258346050237, 0.04951936798652637, 4e-6];
        var schedule = new OneCycleSchedule(1, 10);
        for (var step = 0; step < 10; step++) Assert.Equal(expected[step], schedule.At(step), 1e-6);
        Assert.Equal(4e-6, schedule.At(50), 1e-12);
        Assert.True(double.IsFinite(new OneCycleSchedule(1, 2).At(0)) && double.IsFinite(new OneCycleSchedule(1, 2).At(1)));
    }

    [Fact]
    public void Plateau_LossStays_FallsAfterPatienceAndRemembers()
    {
        var schedule = new PlateauSchedule(1, 0.5, patience: 2, floor: 0.3);
        double[] losses = [3, 2, 2, 2, 2, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5];
        double[] expected = [1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3, 0.3];
        for (var epoch = 0; epoch < losses.Length; epoch++)
        {
            var other = new PlateauSchedule(1, 0.5, patience: 2, floor: 0.3);
            other.Restore(schedule.Save());
            schedule = other;
            schedule.Observe(losses[epoch]);
            Assert.Equal(expected[epoch], schedule.At(epoch));
        }
        Assert.Throws<InvalidDataException>(() => schedule.Restore([1]));
        Assert.Throws<InvalidDataException>(() => new ConstantSchedule(1).Restore([1]));
    }
}
