"""Care: exposure to hard conversations seen by the person, debriefs with someone they choose, and what a team's manager may read.

What is computed of a person is read by that person alone and is not stored. What is stored of weeks are frozen figures of groups.
"""
