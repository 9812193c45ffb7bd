"""The business case: which income the law leaves open, what it brings, and whether the plan closes.

`case.business_case(answers, knowledge, today=)` is the whole of it. Money is whole eurocents; percentages and
areas are Decimal; nothing here is a float, and nothing reads the clock.
"""
