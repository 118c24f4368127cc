"""订阅通知: tells the zone office's systems that a year was published or restated.

``lifecycle`` writes each message beside the publication (outbox) and delivers it at least once,
``signing`` lets the receiver know that it comes from here, ``sending`` reaches public addresses
only. The contract stands in ``docs/api.md``.
"""
