"""*Today* of somebody at a school: the next step, the tasks, and what others did meanwhile."""
