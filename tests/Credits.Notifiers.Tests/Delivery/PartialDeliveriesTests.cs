namespace Credits.Notifiers.Tests.Delivery;

public sealed class PartialDeliveriesTests
{
    private readonly PartialDeliveries _partial = new();

    [Fact]
    public void Who_was_reached_is_known_until_the_notice_is_done_with()
    {
        _partial.Keep("acme:1", ["ada"]);
        _partial.Keep("acme:1", ["bob"]);
        _partial.HasReached("acme:1", "ada").Should().BeTrue();
        _partial.HasReached("acme:1", "bob").Should().BeTrue();
        _partial.HasReached("acme:1", "eve").Should().BeFalse();
        _partial.HasReached("acme:2", "ada").Should().BeFalse();
        _partial.Forget("acme:1");
        _partial.HasReached("acme:1", "ada").Should().BeFalse();
    }

    [Fact]
    public void Only_the_newest_ten_thousand_notices_are_remembered()
    {
        for (int i = 0; i <= 10_000; i++)
        {
            _partial.Keep($"acme:{i}", ["ada"]);
        }

        _partial.HasReached("acme:0", "ada").Should().BeFalse();
        _partial.HasReached("acme:1", "ada").Should().BeTrue();
        _partial.HasReached("acme:10000", "ada").Should().BeTrue();
    }
}
