"""火炬统计: the yearly form of an incubator (GZ-007) and of its incubatees, out of what is on file.

``items`` declares the form in its order with its check rules, ``filling`` fills in what the
facts know, ``incubatees`` the table of companies, ``workbook`` writes both in 千元.
Source: domain notes 5.2 and 5.3; names verified, codes inferred from their order (S).
"""
