using System.Net;
using Ooak.Lambdas.Push;

namespace Ooak.Lambdas.Tests.Push;

/// <summary>Where a stranger would like our requests to go.</summary>
public sealed class HostTests
{
    private static readonly PushHosts Hosts = new([]);

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/dEQ:APA91bH-x_y")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk")]
    [InlineData("https://web.push.apple.com/QGuQyavXutnMH6sQ")]
    [InlineData("https://wns2-by3p.notify.windows.com/w/?token=BQYAAAD%2b%2fx%3d")]
    public void A_push_service_of_a_browser_is_let_pass(string endpoint) => Hosts.Parse(endpoint)!.AbsoluteUri.ShouldBe(endpoint);

    [Theory]
    [InlineData("nothing", "")]
    [InlineData("no address", "fcm.googleapis.com/fcm/send/a")]
    [InlineData("plain HTTP", "http://fcm.googleapis.com/fcm/send/a")]
    [InlineData("another scheme", "ftp://fcm.googleapis.com/a")]
    [InlineData("a file", "file:///etc/passwd")]
    [InlineData("loopback", "https://127.0.0.1/a")]
    [InlineData("loopback by name", "https://localhost/a")]
    [InlineData("loopback, IPv6", "https://[::1]/a")]
    [InlineData("loopback, IPv4 in IPv6", "https://[::ffff:127.0.0.1]/a")]
    [InlineData("loopback, decimal", "https://2130706433/a")]
    [InlineData("loopback, octal", "https://0177.0.0.1/a")]
    [InlineData("private", "https://10.0.0.1/a")]
    [InlineData("the instance's credentials", "https://169.254.169.254/latest/meta-data/")]
    [InlineData("a host of somebody", "https://push.example.com/a")]
    [InlineData("the name as a subdomain", "https://fcm.googleapis.com.example.com/a")]
    [InlineData("the name's end without its dot", "https://evilnotify.windows.com/a")]
    [InlineData("the suffix alone", "https://notify.windows.com/a")]
    [InlineData("the suffix with nothing before its dot", "https://.notify.windows.com/a")]
    [InlineData("the name as user", "https://fcm.googleapis.com@example.com/a")]
    [InlineData("a user before the name", "https://user:pass@fcm.googleapis.com/a")]
    [InlineData("an empty user", "https://@fcm.googleapis.com/a")]
    [InlineData("another port", "https://fcm.googleapis.com:8443/a")]
    [InlineData("the port spelled out", "https://fcm.googleapis.com:443/a")]
    [InlineData("port 0", "https://fcm.googleapis.com:0/a")]
    [InlineData("a trailing dot", "https://fcm.googleapis.com./a")]
    [InlineData("capitals", "https://FCM.googleapis.com/a")]
    [InlineData("full-width letters", "https://ｆｃｍ.googleapis.com/a")]
    [InlineData("an ideographic full stop", "https://fcm。googleapis.com/a")]
    [InlineData("a Cyrillic letter", "https://fcm.gооgleapis.com/a")]
    [InlineData("its punycode", "https://fcm.xn--ggleapis-8fga.com/a")]
    [InlineData("a soft hyphen", "https://fcm.goo\u00adgleapis.com/a")]
    [InlineData("a zero-width joiner", "https://fcm.googleapis\u200d.com/a")]
    [InlineData("a percent-encoded host", "https://fcm%2egoogleapis.com/a")]
    [InlineData("a backslash", "https://fcm.googleapis.com\\@example.com/a")]
    [InlineData("backslashes for slashes", "https:\\\\fcm.googleapis.com\\a")]
    [InlineData("a backslash in the path", "https://fcm.googleapis.com/\\example.com")]
    [InlineData("three slashes", "https:///fcm.googleapis.com/a")]
    [InlineData("a tab", "https://fcm.goo\tgleapis.com/a")]
    [InlineData("a line break", "https://fcm.googleapis.com/a\r\nHost: example.com")]
    [InlineData("a blank before", " https://fcm.googleapis.com/a")]
    [InlineData("a blank within", "https://fcm.googleapis.com/a b")]
    [InlineData("a fragment", "https://fcm.googleapis.com/a#@example.com")]
    [InlineData("a fragment for a path", "https://fcm.googleapis.com#.example.com/a")]
    [InlineData("a query for a path", "https://fcm.googleapis.com?.example.com/a")]
    [InlineData("no path", "https://fcm.googleapis.com")]
    [InlineData("our own API", "https://abc.execute-api.eu-central-1.amazonaws.com/api/sync")]
    public void Anything_else_is_refused(string why, string endpoint) => Hosts.Parse(endpoint).ShouldBeNull(why);

    [Fact]
    public void An_endless_address_is_refused() => Hosts.Parse("https://fcm.googleapis.com/" + new string('a', 2_000)).ShouldBeNull();

    [Fact]
    public void A_push_service_beside_the_known_ones_must_be_named_to_the_letter()
    {
        var hosts = new PushHosts(["http://127.0.0.1:9090"]);

        hosts.Parse("http://127.0.0.1:9090/notify/1").ShouldNotBeNull();
        hosts.Parse("http://127.0.0.1:9091/notify/1").ShouldBeNull();
        hosts.Parse("https://127.0.0.1:9090/notify/1").ShouldBeNull();
        hosts.Parse("http://localhost:9090/notify/1").ShouldBeNull();
        hosts.Parse("http://127.0.0.1:90900/notify/1").ShouldBeNull();
    }

    [Theory]
    [InlineData("142.250.74.10", true)]
    [InlineData("2a00:1450:4001:81c::200a", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:142.250.74.10", true)]
    [InlineData("::7f00:1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("2001:0:7f00:1::", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_of_the_internet_or_not(string address, bool isPublic) => PublicAddresses.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);
}
