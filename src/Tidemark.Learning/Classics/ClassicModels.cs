using System.Collections.Immutable;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Linear models and baselines, as the catalog lists them.</summary>
internal static class ClassicModels
{
    public const string LogisticName = "logistic";

    public static ImmutableArray<ModelDescriptor> All { get; } =
    [
        Regression("linear", "Linear regression", "Least squares; of columns that depend on each other the shortest solution.", ["ols", "linear-regression"],
            [ClassicParameters.FitIntercept], settings => new LeastSquaresEstimator("linear", 0, settings.Switch("fitIntercept"))),
        Regression("ridge", "Ridge regression", "Least squares with a penalty on squared coefficients: ||y - Xw||² + alpha ||w||². Source: A. E. Hoerl and R. W. Kennard (1970).", [],
            [ClassicParameters.Alpha("1", 1e-3, 1e4), ClassicParameters.FitIntercept],
            settings => new LeastSquaresEstimator("ridge", settings.Number("alpha"), settings.Switch("fitIntercept"))),
        Regression("lasso", "Lasso", "Least squares that makes useless coefficients zero: ||y - Xw||² / (2n) + alpha ||w||₁. Source: R. Tibshirani (1996).", [],
            [ClassicParameters.Alpha("1", 1e-7, 1), ClassicParameters.FitIntercept, ClassicParameters.MaxIterations, ClassicParameters.Tolerance("1e-10")],
            settings => new ElasticNetEstimator("lasso", settings.Number("alpha"), 1, settings.Switch("fitIntercept"), settings.Integer("maxIterations"), settings.Number("tolerance"))),
        Regression("elastic-net", "Elastic net", "Least squares with both penalties: ||y - Xw||² / (2n) + alpha (r ||w||₁ + (1 - r) / 2 ||w||²). Source: H. Zou and T. Hastie (2005).", ["elasticnet"],
            [ClassicParameters.Alpha("1", 1e-7, 1), ClassicParameters.L1Ratio, ClassicParameters.FitIntercept, ClassicParameters.MaxIterations, ClassicParameters.Tolerance("1e-10")],
            settings => new ElasticNetEstimator("elastic-net", settings.Number("alpha"), settings.Number("l1Ratio"), settings.Switch("fitIntercept"), settings.Integer("maxIterations"), settings.Number("tolerance"))),
        new()
        {
            Name = LogisticName,
            Aliases = ["logistic-regression", "logreg"],
            Title = "Logistic regression",
            Summary = "Probabilities of two or more classes from weighted sums of features, with a penalty on squares, absolute values or both; the objective is scikit-learn's.",
            Tasks = [LearningTask.Binary, LearningTask.MultiClass],
            WantsScaledFeatures = true,
            Parameters =
            [
                new("c", HyperParameterKind.Number, "1", "the factor of the losses: the smaller, the stronger the penalty") { Aliases = ["inverse_regularization"], Minimum = 1e-12, Search = (1e-4, 100), IsLogarithmic = true },
                new("penalty", HyperParameterKind.Choice, "l2", "what is penalised: squares, absolute values, both, nothing") { Choices = ["l2", "l1", "elasticnet", "none"] },
                ClassicParameters.L1Ratio with { Summary = "the part on absolute values where penalty is elasticnet", Search = null },
                ClassicParameters.FitIntercept,
                new("classWeight", HyperParameterKind.Choice, "none", "balanced gives all classes together the same weight") { Choices = ["none", "balanced"] },
                ClassicParameters.MaxIterations with { Default = "200", Summary = "steps at most" },
                ClassicParameters.Tolerance("1e-8"),
            ],
            Foreign =
            [
                new("solver", "the minimum is one, and found by Newton's steps; liblinear has another, since it penalises the constant too") { Accepted = ["lbfgs", "newton-cg", "newton-cholesky", "sag", "saga"] },
                new("multi_class", "several classes are learnt together") { Accepted = ["auto", "multinomial"] },
                new("dual", "the primal is solved") { Accepted = ["false"] },
                new("random_state", "nothing in it is random"),
                new("n_jobs", "it learns on one thread"),
                new("warm_start", "each training begins anew") { Accepted = ["false"] },
                new("verbose", "it tells nothing while it learns"),
            ],
            Create = settings => new LogisticEstimator(Settings(settings)),
            Load = LinearModel.Load,
        },
        new()
        {
            Name = ArimaModel.Kind,
            Aliases = ["sarima"],
            Title = "ARIMA of past returns",
            Summary = "Autoregressive integrated moving average of one column, by exact likelihood; reads no other feature. Source: G. E. P. Box and G. M. Jenkins (1970).",
            Tasks = [LearningTask.Regression, LearningTask.Binary],
            Parameters =
            [
                new("order", HyperParameterKind.Integers, "1,0,1", "p, d and q") { Minimum = 0, Maximum = 20 },
                new("seasonal", HyperParameterKind.Integers, "0,0,0,0", "P, D, Q and the length of a season") { Aliases = ["seasonal_order"], Minimum = 0, Maximum = 366 },
                new("window", HyperParameterKind.Integer, "200", "how many of the last rows a prediction reads") { Minimum = 10, Maximum = 100_000 },
                ClassicParameters.Horizon,
                ClassicParameters.Column,
            ],
            Create = settings => new ArimaEstimator(settings),
            Load = ArimaModel.Load,
        },
        .. Baselines,
    ];

    private static ImmutableArray<ModelDescriptor> Baselines =>
    [
        Baseline("baseline-prior", "Shares of the classes", "Gives every sample the shares that the classes had in training.", [LearningTask.Binary, LearningTask.MultiClass], [],
            _ => new ConstantBaseline("baseline-prior", isZero: false), ConstantModel.Load),
        Baseline("baseline-zero", "No change", "Predicts a return of zero: prices are a random walk.", [LearningTask.Regression], [],
            _ => new ConstantBaseline("baseline-zero", isZero: true), ConstantModel.Load),
        Baseline("baseline-mean", "Drift", "Predicts the mean target of training: a random walk with drift.", [LearningTask.Regression], [],
            _ => new ConstantBaseline("baseline-mean", isZero: false), ConstantModel.Load),
        Baseline("baseline-persistence", "Persistence", "The last return goes on; for classes, what used to follow on returns of its sign.",
            [LearningTask.Regression, LearningTask.Binary, LearningTask.MultiClass], [ClassicParameters.Horizon, ClassicParameters.Column],
            settings => new ReturnBaseline("baseline-persistence", 1, settings.Integer("column"), settings.Integer("horizon")), ReturnModel.Load),
        Baseline("baseline-moving-average", "Moving average of returns", "The mean of the last returns goes on; for classes, what used to follow on means of its sign.",
            [LearningTask.Regression, LearningTask.Binary, LearningTask.MultiClass],
            [new("window", HyperParameterKind.Integer, "20", "how many returns") { Minimum = 1, Maximum = 100_000 }, ClassicParameters.Horizon, ClassicParameters.Column],
            settings => new ReturnBaseline("baseline-moving-average", settings.Integer("window"), settings.Integer("column"), settings.Integer("horizon")), ReturnModel.Load),
    ];

    private static ModelDescriptor Regression(string name, string title, string summary, ImmutableArray<string> aliases, ImmutableArray<HyperParameter> parameters, Func<HyperParameters, IEstimator> create) => new()
    {
        Name = name,
        Aliases = aliases,
        Title = title,
        Summary = summary,
        Tasks = [LearningTask.Regression],
        WantsScaledFeatures = true,
        Parameters = parameters,
        Create = create,
        Load = LinearModel.Load,
    };

    private static ModelDescriptor Baseline(string name, string title, string summary, ImmutableArray<LearningTask> tasks, ImmutableArray<HyperParameter> parameters,
        Func<HyperParameters, IEstimator> create, Func<ModelState, IFittedModel> load) => new()
        {
            Name = name,
            Title = title,
            Summary = summary,
            Tasks = tasks,
            TakesMissingValues = true,
            Parameters = parameters,
            Create = create,
            Load = load,
        };

    private static LogisticSettings Settings(HyperParameters settings)
    {
        var penalty = settings.Text("penalty");
        var ratio = penalty switch { "l1" => 1.0, "elasticnet" => settings.Number("l1Ratio"), _ => 0 };
        var strength = penalty == "none" ? 0 : 1;
        return new LogisticSettings(settings.Number("c"), strength * ratio, strength * (1 - ratio), settings.Switch("fitIntercept"), settings.Text("classWeight") == "balanced",
            settings.Integer("maxIterations"), settings.Number("tolerance"));
    }
}
