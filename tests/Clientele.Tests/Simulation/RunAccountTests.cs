using Clientele.Simulation;

namespace Clientele.Tests;

public sealed class RunAccountTests
{
    [Fact]
    public void A_run_account_must_add_up()
    {
        Assert.Throws<ArgumentException>(() => new RunAccount(3, 1, 0, 0, 0, 0, 0));
        Assert.Equal(3, new RunAccount(3, 1, 1, 0, 0, 0, 1).Planned);
    }
}
