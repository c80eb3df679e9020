"""Forecasting of re-offending: data, models, their validation, fairness and watching.

Plain tables and numbers in and out. Nothing is imported here: the libraries are heavy, and the
server starts without them; ask for the module that you need.
"""
