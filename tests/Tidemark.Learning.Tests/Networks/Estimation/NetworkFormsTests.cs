using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Estimation;
using Tidemark.Learning.Networks.Forms;

namespace Tidemark.Learning.Tests.Networks.Estimation;

public class NetworkFormsTests
{
    [Fact]
    public void Lstm_WithoutSettings_IsFourLayersOfFifty()
    {
        var parameters = Parse("lstm");
        Assert.Equal((60, 50, 4, 0.2, "adam", 0.001), (parameters.Integer("window"), parameters.Integer("hidden"), parameters.Integer("layers"), parameters.Number("dropout"), parameters.Text("optimiser"), parameters.Number("learningRate")));
        Assert.Equal(("auto", 0.0, 0.0, "constant", "false"), (parameters.Text("loss"), parameters.Number("weightDecay"), parameters.Number("gradientClip"), parameters.Text("schedule"), parameters.Text("bidirectional")));
        Assert.Equal("mse", NetworkTarget.Choose(parameters, LearningTask.Regression).Loss.Name);
        Assert.Equal("bce-logits", NetworkTarget.Choose(parameters, LearningTask.Binary).Loss.Name);
        Assert.Equal("cross-entropy", NetworkTarget.Choose(parameters, LearningTask.MultiClass).Loss.Name);
        var network = Assert.IsType<RecurrentNetwork>(NetworkForms.Lstm.Build(parameters, new NetworkShape(60, 8, 1, false)));
        // Gates of the first and of three more layers, each with two biases, and the head: as torch.nn.LSTM(8, 50, 4) and Linear(50, 1).
        Assert.Equal(4 * 50 * (8 + 50 + 2) + 3 * (4 * 50 * (50 + 50 + 2)) + 51, network.ParameterCount);
        Assert.Equal((0.2f, false), (network.Recurrent.Shape.Dropout, network.Recurrent.Shape.IsBidirectional));
        Assert.Contains("lstm.weight_ih_l3", network.Parameters.Select(one => one.Name));
    }

    [Theory]
    [InlineData("lstm", "hidden_size=32,num_layers=2,seq_len=30,lr=0.01,batch_size=128,max_epochs=7,weight_decay=0.1,early_stopping_patience=3,optimizer=adamw,clip_grad_norm=1")]
    [InlineData("gru", "units=16,n_layers=1,lookback=10,learning_rate=0.01,dropout_rate=0.3")]
    [InlineData("tcn", "num_channels=8,kernel_size=5,levels=3,timesteps=20")]
    [InlineData("transformer", "d_model=16,nhead=2,num_encoder_layers=1,dim_feedforward=32,norm_first=false,sequence_length=16")]
    [InlineData("mlp", "hidden_layer_sizes=8,solver=sgd,alpha=0.1,learning_rate_init=0.1")]
    public void Parse_NamesOfOtherLibraries_AreUnderstood(string kind, string settings)
    {
        var parameters = Parse(kind, [.. settings.Split(',').Select(one => one.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]))]);
        Assert.Equal(settings.Split(',').Length, parameters.Given.Length);
        Assert.NotNull(ModelCatalog.Find(kind)!.Create(parameters));
    }

    [Fact]
    public void Parameters_OfEveryForm_HavePossibleDefaultsAndNoNameTwice()
    {
        foreach (var form in NetworkForms.All)
        {
            foreach (var parameter in form.Parameters) Parse(form.Name, KeyValuePair.Create(parameter.Name, parameter.Default));
            var names = form.Parameters.SelectMany(parameter => parameter.Aliases.Add(parameter.Name).Select(name => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant()).Distinct()).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
            Assert.All(form.Parameters.Where(parameter => parameter.Search is not null), parameter => Assert.True(parameter.Search!.Value.Low >= parameter.Minimum && parameter.Search.Value.High <= parameter.Maximum));
        }
    }

    private static HyperParameters Parse(string kind, params KeyValuePair<string, string>[] given) => HyperParameters.Parse(ModelCatalog.Find(kind)!.Parameters, given);
}
