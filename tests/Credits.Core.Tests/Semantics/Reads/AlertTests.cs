using NodaTime;

namespace Credits.Tests.Semantics.Reads;

/// <summary>Reading the alerts. Semantics, section 8.</summary>
public sealed class AlertTests : Scenario
{
    [Fact]
    public async Task Alerts_are_read_as_they_were_set_last()
    {
        await Open("pro");
        (await Admin.GetAlertsAsync(Acme, Grace)).Value.Should().Be(AlertSettings.Off);
        await LowBalance(100, LimitThreshold.Percent(10));
        (await Admin.GetAlertsAsync(Acme, Grace)).Value.LowBalance.Should().Equal(100, LimitThreshold.Percent(10));
        await WarnBeforeExpiry(Duration.FromDays(7));
        (await Admin.GetAlertsAsync(Acme, Grace)).Value.Should().Be(new AlertSettings { ExpiringLead = Duration.FromDays(7) });
    }
}
