namespace Tidemark.Indicators.Catalog;

/// <summary>One number that an indicator gives for each bar.</summary>
/// <param name="Name">camelCase, unique within the indicator: <c>upper</c>, <c>signal</c>.</param>
/// <param name="Scale">In what it is measured.</param>
/// <param name="Description">A few words for people; empty where the name says it.</param>
/// <param name="Displacement">Bars by which charts draw it ahead (Ichimoku's cloud); the value itself is the one known at its bar.</param>
public sealed record OutputSpec(string Name, OutputScale Scale, string Description = "", int Displacement = 0);
