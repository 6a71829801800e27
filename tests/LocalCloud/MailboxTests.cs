namespace Ooak.LocalCloud.Tests;

public sealed class MailboxTests
{
    [Fact]
    public void The_newest_mail_comes_first_however_close_they_are()
    {
        var mailbox = new Mailbox(new RecordStore(null));
        for (var i = 0; i < 200; i++)
        {
            mailbox.Add("EMAIL", "a@ooak.test", "sign-in", "", "", $"{i}");
        }

        mailbox.All.Select(m => m.Code).ShouldBe(Enumerable.Range(0, 200).Reverse().Select(i => $"{i}"));
    }
}
